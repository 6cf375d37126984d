"""DEPLOY.md and the scripts beside it: what people run, in which order."""
