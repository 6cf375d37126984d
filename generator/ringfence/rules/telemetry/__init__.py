"""Design rules about what people hear of."""
