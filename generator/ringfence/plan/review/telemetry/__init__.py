"""Accepted risks about what people hear of, and about telemetry that does not arrive."""
