"""Names of prefixes and addresses, as people call what lies there: subnets, networks on premises, the firewall."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ringfence.pack.text.cells import text
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.values import plain


def named_places(plan: Plan) -> dict[str, str]:
    """Names by prefix or address: subnets, networks of the institution, the firewall."""
    found = {str(space.prefix): space.use for space in plan.spaces}
    for package, module in modules(plan):
        for network in module.networks:
            found[str(plain(network.prefix))] = f"{package.name}"
            found |= {str(plain(s.prefix)): f"{package.name} {s.role}" for s in network.subnets}
        found |= {str(firewall.address): "the firewall" for firewall in module.firewalls}
    return found


def place(places: Mapping[str, str], value: object) -> str:
    """The name of a prefix or an address; its text where it has none."""
    return places.get(text(value), text(value))


def said(places: Mapping[str, str], each: Sequence[object]) -> tuple[str, ...]:
    """The names of several, each once."""
    return tuple(dict.fromkeys(place(places, one) for one in each))


def beside(places: Mapping[str, str], each: Iterable[object]) -> str:
    """Prefixes and addresses as they are, each with its name in brackets where it has one."""
    return ", ".join(f"{text(one)} ({places[text(one)]})" if text(one) in places else text(one) for one in each)
