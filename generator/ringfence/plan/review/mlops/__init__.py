"""What a plan says of pipelines: their repository, environments, identities and models, resolved."""
