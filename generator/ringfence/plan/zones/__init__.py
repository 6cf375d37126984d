"""The package of a landing zone."""
