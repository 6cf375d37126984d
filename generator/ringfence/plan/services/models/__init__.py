"""Language models of a landing zone, and the project on their account."""
