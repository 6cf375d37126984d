"""Migration from version 1, over blueprints of version 1 that are kept in `v1/` as they were."""
