"""Reachability: whether a plan lets traffic through, hop by hop, from the plan alone. Pure functions, no clock."""
