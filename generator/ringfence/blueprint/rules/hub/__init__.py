"""Rules about the hub: gateways, VPN users, the DNS resolver, the bastion."""
