"""Stage 5, the second witness: the ARM body that each decision of the plan must become."""
