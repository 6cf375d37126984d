"""Answers about traffic, against second opinions and with parts of plans taken away."""
