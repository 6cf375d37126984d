"""The JSON Schema of the blueprint language, for editors."""
