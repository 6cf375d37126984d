"""The repository of the pipelines: a copy to start from, outside the approval digest."""
