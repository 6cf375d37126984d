"""Stage 6: what people are handed beside the Bicep - the plan as data, the review, the runbook, the manifest."""
