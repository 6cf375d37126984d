"""Tables of the review about lakes."""
