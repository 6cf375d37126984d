"""How calls of az fail: what was printed, which code it is, whether it passes by itself."""
