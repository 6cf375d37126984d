"""REVIEW.md on one page: what an approver decides on, with links to the rows."""
