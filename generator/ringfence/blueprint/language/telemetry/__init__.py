"""The part of the input language about what people hear of."""
