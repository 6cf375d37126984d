"""What a service folder offers to connections, why lakes let it in, and what it leaves open."""

from ringfence.catalog.part import Sourced


class Served(Sourced):
    """What connections with a use reach of a service: private endpoints by `group`, ports, and host names behind them.

    In `hosts` the words `{name}` and `{domain}` stand for the service's name and for each public domain of the group.
    """

    group: str
    ports: tuple[str, ...]
    hosts: tuple[str, ...]
    why: str
    source: str


class Passage(Sourced):
    """Why a service uses lakes from outside every network, so that their firewalls let it in by its id.

    `{zone}` in `why` stands for its landing zone.
    """

    why: str
    source: str


class Residual(Sourced):
    """What a service leaves open by its nature, for the accepted risks of the review, and how to close it.

    `when` names an option that must be set.
    """

    name: str
    why: str
    remedy: str
    when: str = ""
