"""Virtual networks, route tables, peerings and private DNS zones."""
