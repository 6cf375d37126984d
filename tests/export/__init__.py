"""Formats of `export`."""
