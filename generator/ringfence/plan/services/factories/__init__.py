"""What a factory is given: values, targets of its managed network, linked services and pipelines."""
