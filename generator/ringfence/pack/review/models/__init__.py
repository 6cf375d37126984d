"""Models, their controls and their evidence, in the review."""
