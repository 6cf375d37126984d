"""TOPOLOGY.svg: cards laid out, and what stands on them."""
