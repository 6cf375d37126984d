"""Editors: the JSON Schema of the language in a YAML language server."""
