"""Stage 5, expected bodies: the ARM body of each resource, written from the plan and not from the templates."""
