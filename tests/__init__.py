"""Tests, in the rooms of the generator."""
