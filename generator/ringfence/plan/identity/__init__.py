"""Managed identities and role assignments."""
