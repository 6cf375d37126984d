"""Diagnostic settings, flow logs, delete locks and alerts."""
