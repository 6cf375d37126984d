"""Stage 2, blueprint: the input language, its JSON Schema, and every rule that a blueprint must keep by itself."""
