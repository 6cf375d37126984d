"""What a service folder offers to connections, why lakes let it in, what it does not offer; where gateways are."""

from functools import cache

from pydantic import Field

from ringfence.catalog.files import table
from ringfence.catalog.part import Sourced, Spec


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


class InstanceSpec(Sourced):
    """Resources outside the plan that firewalls of connected lakes let in, as a list of the workload block has them.

    `key` is the list, whose elements have `name`, `id`, `owner`, `reason` and `reviewBy`; `id` is the id that Azure has
    for one, with `{id}` in it, `type` its resource type.
    """

    key: str
    id: str
    type: str
    source: str


class Refused(Spec):
    """A key that people look for in the workload block and that the language does not have: why, what to do, source."""

    reason: str
    instead: str
    source: str


class DataGateways(Spec):
    """Regions of networks that may have a VNet data gateway, and after how many minutes one can go to sleep."""

    source: str
    regions: frozenset[str]
    sleeps_after: tuple[int, ...] = Field(alias="sleepsAfter")


@cache
def data_gateways() -> DataGateways:
    """What Fabric says of VNet data gateways."""
    return DataGateways.model_validate({key: value for key, value in table("data-gateway").items() if key != "notes"})
