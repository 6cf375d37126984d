"""Tables of the review about pipelines."""
