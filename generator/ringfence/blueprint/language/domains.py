"""Names of hosts and the domains that they are in."""


def within(name: str, domain: str) -> bool:
    """Whether a name is a domain or lies below it; a wildcard `*.a.b` is where `a.b` is. Both in lower case."""
    return f".{name.removeprefix('*.')}".endswith(f".{domain}")
