"""Networks and subnets: how large they must be, and where they are cut."""
