"""Diagnostic settings, flow logs and delete locks."""
