"""Tests of releases: two states of one bank compared."""
