"""Witnesses of traps: what Azure's providers would not take, read from the prediction alone, whatever the plan says.

The rows that name these codes are in `templates/facts/traps/`; each function was written from the source of its row.
"""
