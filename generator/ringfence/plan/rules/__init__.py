"""Security rules and firewall rules, and the connections between landing zones that they open."""
