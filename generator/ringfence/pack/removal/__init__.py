"""REMOVAL.md and BACKOUT.md: what stays in Azure after a release, and how the release is undone."""
