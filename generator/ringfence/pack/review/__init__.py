"""REVIEW.md: its tables, and the answers of `explain`."""
