"""Two states of one bank compared: what Azure cannot change in place, and what stays behind."""
