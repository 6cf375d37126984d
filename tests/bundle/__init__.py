"""Change bundles: what they hold, and what `verify` refuses."""
