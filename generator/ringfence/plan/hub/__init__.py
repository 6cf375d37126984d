"""The connectivity package: hub network, firewall, gateways, DNS resolver, bastion."""
