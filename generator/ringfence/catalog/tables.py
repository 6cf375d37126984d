"""Typed access to the tables of `templates/facts/`: regions, roles, private-link zones, limits."""

from datetime import date
from functools import cache
from typing import Literal

from pydantic import Field

from ringfence.catalog.files import table
from ringfence.catalog.part import Cloud, Sourced, Spec


class Region(Sourced):
    """An Azure region; `zones` says whether it has availability zones, `bastionZones` whether a bastion uses them."""

    name: str
    short: str
    display: str
    country: str
    cloud: Cloud
    zones: bool
    endpointNetworkPolicies: bool  # noqa: N815 - spelled as in the table
    bastionZones: bool = False  # noqa: N815


class PrivateLink(Sourced):
    """A private-link sub-resource: the zones its records go to, by cloud, and the addresses one endpoint takes.

    `forwarders` are the public domains behind its zones where they are not the zones' names without `privatelink`;
    `after` is the group whose endpoint to the same resource Azure wants first; `shared` says that its record has one
    name whatever resource it leads to, so that private DNS zones have room for one endpoint.
    """

    type: str
    group: str
    zones: dict[Cloud, tuple[str, ...]]
    forwarders: dict[Cloud, tuple[str, ...]] = Field(default={})
    addresses: int
    source: str = ""
    note: str = ""
    after: str = ""
    shared: bool = False

    def public(self, cloud: str) -> tuple[str, ...]:
        """The public domains of its endpoints in a cloud: the zones' names without `privatelink`."""
        zones = next((names for key, names in self.zones.items() if key == cloud), ())
        return tuple(zone.removeprefix("privatelink.") for zone in zones)


class DelegatedRule(Sourced):
    """A rule that a service adds by itself to the security groups of subnets that are delegated to it."""

    name: str
    direction: Literal["Inbound", "Outbound"]
    priority: int
    protocol: Literal["Tcp", "Udp", "*"]
    from_: str = Field(alias="from")
    to: str
    ports: tuple[str, ...]
    why: str
    source: str


class Lines(Spec):
    """What ExpressRoute gateways take: circuits by size, circuits of one place, and from when their subnet is wider."""

    source: str
    circuits: dict[str, int]
    of_one_location: int
    of_the_wider_subnet: int


class Limit(Sourced):
    """A limit of Azure in its unit."""

    value: int
    unit: str
    source: str = ""


class StudioHosts(Spec):
    """What a browser on Azure Machine Learning studio asks for: hosts of the public cloud with what each is for."""

    source: str
    hosts: dict[str, str]


class CustomerKey(Spec):
    """Who else must use a workspace's customer-managed key: an application of Azure, its id by cloud, its role."""

    source: str
    application: str
    ids: dict[Cloud, str]
    role: str


class Retirements(Spec):
    """Until when Microsoft runs versions of language models, and how many days before that a warning begins."""

    source: str
    warn_days: int = Field(alias="warnDays")
    models: tuple[dict[Literal["model", "version", "retires"], str], ...]

    def date_of(self, model: str, version: str) -> date | None:
        """The date of a version; None for one that the schedule does not have."""
        found = (row["retires"] for row in self.models if (row["model"], row["version"]) == (model, version))
        return next((date.fromisoformat(each) for each in found), None)


class Component(Spec):
    """A part of the reference architecture: Microsoft's page about it, and the kinds and scripts that realise it.

    `instead` says what there is in place of a part that is never generated, '' for one that is.
    """

    name: str
    page: str
    kinds: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    instead: str = ""


class TrafficAnalytics(Spec):
    """Traffic analytics: regions that may have the workspace or the network, and what switching it on asks for.

    The deployer holds `actions` on the workspace's subscription.
    """

    actions: tuple[str, ...]
    networks: frozenset[str]
    workspaces: frozenset[str]


@cache
def regions() -> dict[str, Region]:
    """Every region, by name."""
    return {row["name"]: Region.model_validate(row) for row in table("regions")["regions"]}


@cache
def role_id(role: str) -> str:
    """The id of a built-in role by its display name; raises KeyError for one that the table does not have."""
    found: str = table("roles")["roles"][role]["id"]
    return found


def forbidden_roles() -> tuple[str, ...]:
    """Roles that no grant may use."""
    return tuple(table("roles")["forbidden"])


@cache
def private_links() -> dict[tuple[str, str], PrivateLink]:
    """Every private-link sub-resource, by resource type and group."""
    rows = (PrivateLink.model_validate(row) for row in table("private-endpoints")["endpoints"])
    return {(row.type, row.group): row for row in rows}


class RegionalHosts(Spec):
    """What Databricks clusters of a region must reach, by column; `elsewhere` names regions that some of it is in."""

    region: str
    elsewhere: str
    relay: tuple[str, ...]
    application: tuple[str, ...]
    infrastructure: tuple[str, ...]
    artifacts: tuple[str, ...]
    logs: tuple[str, ...]
    events: tuple[str, ...]
    metastore: tuple[str, ...]

    def column(self, name: str) -> tuple[str, ...]:
        """The hosts or prefixes of one column."""
        found: tuple[str, ...] = getattr(self, name)
        return found

    def places(self, name: str) -> tuple[str, ...]:
        """Where the hosts of a column stand, its own region first; nothing where the name of one tells no region."""
        known: dict[str, str] = table("databricks-egress")["places"]
        found = {_place(host.partition(".")[0], known) for host in self.column(name)}
        return () if "" in found else tuple(sorted(found, key=lambda place: (place != self.region, place)))


def _place(label: str, known: dict[str, str]) -> str:
    """The region that a host's name tells, by the longest word for one in it; '' for none."""
    words = sorted((word for word in known if word in label), key=len)
    return known[words[-1]] if words else ""


@cache
def databricks_hosts() -> dict[str, RegionalHosts]:
    """What Databricks clusters must reach, by region; a region that no source lists in full is not there."""
    rows = (RegionalHosts.model_validate(row) for row in table("databricks-egress")["regions"])
    return {row.region: row for row in rows}


@cache
def traffic_analytics() -> TrafficAnalytics:
    """What Azure says of traffic analytics of virtual network flow logs."""
    rows = {key: value for key, value in table("traffic-analytics").items() if key != "source"}
    return TrafficAnalytics.model_validate(rows)


@cache
def studio_hosts() -> StudioHosts:
    """The hosts that a browser on Azure Machine Learning studio asks for."""
    found = table("studio-hosts")
    return StudioHosts(source=found["source"], hosts=found["hosts"])


@cache
def customer_key() -> CustomerKey:
    """What Azure says of the key of an Azure Machine Learning workspace."""
    return CustomerKey.model_validate(table("customer-key"))


@cache
def model_retirements() -> Retirements:
    """Microsoft's retirement schedule of language models."""
    return Retirements.model_validate(table("model-retirements"))


@cache
def limits() -> dict[str, Limit]:
    """Limits of Azure, by name."""
    return {name: Limit.model_validate(row) for name, row in table("limits")["limits"].items()}


@cache
def delegated_rules() -> dict[str, tuple[DelegatedRule, ...]]:
    """The rules that services add to the security groups of their subnets, by delegation."""
    found = table("delegated-rules")["rules"]
    return {service: tuple(DelegatedRule.model_validate(row) for row in rows) for service, rows in found.items()}


@cache
def lines() -> Lines:
    """How many ExpressRoute circuits a gateway may be connected to."""
    found = table("expressroute")
    return Lines(
        source=found["source"],
        circuits={row["sku"]: row["circuits"] for row in found["sizes"]},
        of_one_location=found["circuitsOfOneLocation"],
        of_the_wider_subnet=found["circuitsOfTheWiderSubnet"],
    )


@cache
def known_roles() -> frozenset[str]:
    """Display names of every built-in role that the table has."""
    return frozenset(table("roles")["roles"])


class Permissions(Spec):
    """What holders of a role may do, as far as the table of roles asks: operations on resources and on data."""

    actions: tuple[str, ...] = ()
    notActions: tuple[str, ...] = ()  # noqa: N815 - spelled as in Azure
    dataActions: tuple[str, ...] = ()  # noqa: N815


class WayToAct(Spec):
    """Operations that let their holder act as an identity of a workspace, on it, on its storage or on its registry."""

    what: str
    on: Literal["workspace", "storage", "registry"]
    as_: tuple[Literal["cluster", "endpoint"], ...] = Field(alias="as")
    actions: tuple[str, ...] = ()
    dataActions: tuple[str, ...] = ()  # noqa: N815


@cache
def role_actions() -> dict[str, Permissions]:
    """What roles of Azure allow, by the id of the role; one that is not there is not known."""
    rows = table("role-actions")["roles"]
    return {role_id(role): Permissions.model_validate(row) for role, row in rows.items()}


@cache
def ways_to_act() -> tuple[WayToAct, ...]:
    """Every way to act as an identity of a workspace without holding it."""
    return tuple(WayToAct.model_validate(row) for row in table("ways-to-act")["ways"])


def artefact_containers() -> tuple[str, ...]:
    """Names of the containers of a workspace that hold no code of jobs; `*` stands for anything."""
    return tuple(table("ways-to-act")["artefacts"])


@cache
def reference_architecture() -> tuple[Component, ...]:
    """The parts of the reference architecture, in order of reading."""
    return tuple(Component.model_validate(row) for row in table("reference-architecture")["components"])
