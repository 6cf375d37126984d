"""The input language: frozen nodes with their defaults and descriptions, one file a part."""
