"""Stage 1, load: the text of a blueprint becomes plain data that remembers where each value stands."""
