"""What every planner shares: the blueprint with its places, a package with its names and groups, the hub as facts."""
