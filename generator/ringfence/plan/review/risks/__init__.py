"""Accepted risks: where each row of the register stands, with which values."""
