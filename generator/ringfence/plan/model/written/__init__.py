"""The plan as files and lists: its JSON, its lines for reviewers, everything that it deploys."""
