"""The matrix: what is allowed from each landing zone to each other, and from and to what lies around them.

It is computed from the plan: routes say by which way, rules of security groups and of the firewall what goes there.
"""
