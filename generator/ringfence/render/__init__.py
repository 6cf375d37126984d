"""Stage 4: a plan becomes a tree of Bicep files. Sees the plan only; decides nothing."""
