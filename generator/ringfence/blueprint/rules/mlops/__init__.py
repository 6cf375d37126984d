"""Rules about pipelines: their environments, the repository, what models are trained on, judged by and released to."""
