"""`decisions.yaml`: who accepted which risk of a plan, under which ticket, until when."""
