"""Stage 6: the documents beside the Bicep - the plan as data, the review, the runbook, the manifest."""
