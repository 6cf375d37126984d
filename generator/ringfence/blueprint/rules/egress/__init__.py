"""Rules about egress: where a flow may go, and how that is written."""
