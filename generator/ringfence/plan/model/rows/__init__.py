"""Rows of parameter files: columns, bounds, and the loops that make resources of them."""
