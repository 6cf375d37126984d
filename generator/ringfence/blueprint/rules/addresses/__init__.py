"""Rules about address ranges that a blueprint gives."""
