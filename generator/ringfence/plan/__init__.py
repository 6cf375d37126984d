"""Stage 3: a valid blueprint and its ledger become a total plan, each decision with its reason."""
