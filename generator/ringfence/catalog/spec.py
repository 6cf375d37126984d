"""The shape of the facts in `service.yaml` and `kinds.yaml`: data only, no expressions."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

Cloud = Literal["AzureCloud", "AzureUSGovernment", "AzureChinaCloud"]


class Spec(BaseModel):
    """A part of a specification: immutable, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Fact(Spec):
    """A property that every resource of a kind must have, with the reason and its source.

    `path` is dotted, `[*]` stands for every element of a list, `[0]` for its first. `security` marks what a board asks
    about; `open` marks a security property that is *not* closed, which the review lists as an accepted risk; `remedy`
    says how to close it.
    """

    path: str
    value: str | bool | int | tuple[str, ...]
    why: str
    source: str = ""
    security: bool = False
    open: bool = False
    remedy: str = ""
    confirmed: bool = True


class NameRule(Spec):
    """How a name is made and what Azure accepts: length in characters, pattern for the whole name.

    `compact` drops hyphens; `region` adds the region's short name; `unique` adds five characters of a hash, for names
    that are shared with every other Azure customer.
    """

    prefix: str = ""
    compact: bool = False
    region: bool = False
    unique: bool = False
    min: int = 1
    max: int = 80
    pattern: str


class Diagnostics(Spec):
    """Which logs of a resource go to Log Analytics; `dedicated` asks for resource-specific tables."""

    groups: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    dedicated: bool = False


class Kind(Spec):
    """What all resources of one kind have in common. `lock` says why a delete would hurt ('' = no lock).

    What is not `deployed` has only its name from the plan: Azure makes it, so no prediction may be read as one of it.
    """

    kind: str
    title: str
    type: str
    api: str
    name: NameRule | None = None
    tagged: bool = True
    deployed: bool = True
    facts: tuple[Fact, ...] = ()
    diagnostics: Diagnostics | None = None
    lock: str = ""


class Child(Spec):
    """A resource inside a service, such as the blob service of an account; `template` is a file of its folder.

    Without a `name` there may be several, which the planner of the purpose names. `links` and `values` as for services.
    """

    kind: str
    template: str
    title: str
    symbol: str
    type: str
    name: str = ""
    tagged: bool = False
    facts: tuple[Fact, ...] = ()
    diagnostics: Diagnostics | None = None
    links: dict[str, str] = {}
    values: dict[str, str] = {}


class EndpointSpec(Spec):
    """A private endpoint that a service gets: the sub-resource and why it is needed.

    `type` is given where it leads to another resource that Azure makes with the service; it is `scripted` where Azure
    alone chooses that resource's group, so that only a script can make the endpoint, once the service is there.
    """

    group: str
    type: str = ""
    scripted: bool = False
    why: str


class Flow(Spec):
    """Traffic a service needs. `priority` is that of its security rule.

    `hosts`, by cloud, replace the tag in the firewall; security groups cannot filter names and keep the tag. `when` and
    `unless` name an option of the landing zone; the path `service-endpoint` never meets the firewall. `listed`
    is the column of `databricks-egress.json` whose hosts or prefixes of the region replace the tag in the firewall; on
    the path `service-rules` the service writes the security rule itself, so that the plan must not. `use` says whether
    it is for compute instances or for nodes of clusters rather than for the platform as a whole.
    """

    name: str
    use: Literal["platform", "instances", "nodes"] = "platform"
    origins: tuple[Literal["compute", "agents", "host", "container"], ...]
    tag: str
    regional: bool = False
    hosts: dict[Cloud, tuple[str, ...]] = {}
    listed: str = ""
    clouds: tuple[Cloud, ...] = ("AzureCloud", "AzureUSGovernment", "AzureChinaCloud")
    protocol: Literal["TCP", "UDP", "Any"]
    ports: tuple[str, ...]
    priority: int
    path: Literal["firewall", "service-endpoint", "service-rules"] = "firewall"
    when: str = ""
    unless: str = ""
    why: str
    source: str = ""
    confirmed: bool = True


class Service(Kind):
    """A service folder: a kind with a template of its own, its children, endpoints, links and flows.

    `template` is the folder whose template it uses. `links` and `values` map a property of the resource to the name
    under which the planner supplies it. `purposes` are the packages that have it; `asked` is the key of the landing
    zone that must be set too ('' = always).
    """

    symbol: str
    template: str
    provider: str = ""
    purposes: tuple[str, ...] = ()
    asked: str = ""
    children: tuple[Child, ...] = ()
    endpoints: tuple[EndpointSpec, ...] = ()
    links: dict[str, str] = {}
    values: dict[str, str] = {}
    flows: tuple[Flow, ...] = ()

    def target_type(self, endpoint: EndpointSpec) -> str:
        """The resource type that one of its private endpoints leads to."""
        return endpoint.type or self.type
