"""A YAML text as a tree that keeps how it was written: read, changed in parts, and written again."""
