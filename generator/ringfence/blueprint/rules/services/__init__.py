"""Rules about the services of a landing zone."""
