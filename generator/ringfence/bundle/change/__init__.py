"""The change record: what changes, its risk and impact by rules, as a page and for a tracker of changes."""
