"""Services of pipelines: the machines that run them."""
