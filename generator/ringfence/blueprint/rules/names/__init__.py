"""Rules about keys, names and what they refer to."""
