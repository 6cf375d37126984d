"""A stand-in for Azure on 127.0.0.1: Microsoft's own template engine behind the routes that azure-cli asks."""
