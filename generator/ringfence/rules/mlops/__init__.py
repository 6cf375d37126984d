"""Design rules about pipelines: which duties stay apart."""
