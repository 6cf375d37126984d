"""The shape of `service.yaml` and `kinds.yaml`: data only; the one condition is the name of an option."""

from typing import Literal

from pydantic import Field, JsonValue

from ringfence.catalog.api_pin import Api
from ringfence.catalog.known.alerts import AlertSpec, EventSpec, QuerySpec
from ringfence.catalog.known.fixed import Fixed, Held
from ringfence.catalog.known.grant import Grant
from ringfence.catalog.known.removal import Removal
from ringfence.catalog.offers import InstanceSpec, Passage, Refused, Served
from ringfence.catalog.option import Option
from ringfence.catalog.part import AcceptedRisk, Cloud, Handover, OfCloud, Registered, Sourced, Spec


class Fact(Sourced):
    """A property that every resource of a kind must have, with the reason and its source.

    `path` is dotted, `[*]` stands for every element of a list, `[0]` for its first. `security` marks what a board asks
    about; `open` says that a security property is *not* closed, as which accepted risk the review lists it; `remedy`
    says how to close it. `admits` is for a list of resource instance rules: beside `value` it may have rules for
    resources of these types that the plan declares or lists, of the institution's tenant. `clouds` differ from `value`.
    """

    path: str
    value: str | bool | int | tuple[str, ...]
    admits: tuple[str, ...] = ()
    why: str
    source: str = ""
    security: bool = False
    open: Registered | None = None
    remedy: str = ""
    clouds: dict[Cloud, OfCloud] = Field(default={})

    def of(self, cloud: str) -> "Fact":
        """The fact as it is in a cloud."""
        said = next((row for key, row in self.clouds.items() if key == cloud), None)
        return self.model_copy(update=said.model_dump()) if said else self


class NameRule(Spec):
    """How a name is made and what Azure accepts: length in characters, pattern for the whole name.

    `compact` drops hyphens; `region` adds the region's short name; `unique` adds five characters of a hash, for names
    that are shared with every other Azure customer; `source` says who limits it, where it is not the type itself.
    """

    prefix: str = ""
    compact: bool = False
    region: bool = False
    unique: bool = False
    min: int = 1
    max: int = 80
    pattern: str
    source: str = ""


class Diagnostics(Spec):
    """Which logs of a resource go to Log Analytics; `dedicated` asks for resource-specific tables."""

    groups: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    dedicated: bool = False


class Kind(Spec):
    """What all resources of one kind have in common. `lock` says why a delete would hurt ('' = no lock).

    What is not `deployed` has only its name from the plan: Azure makes it, or another API, so no prediction may be read
    as one of it. `fixed` is what Azure cannot change in place, `held` what forbids a delete or outlives it, `removal`
    how it is deleted where that takes more than one command for everything.
    """

    kind: str
    title: str
    type: str
    api: Api
    name: NameRule | None = None
    tagged: bool = True
    deployed: bool = True
    facts: tuple[Fact, ...] = ()
    diagnostics: Diagnostics | None = None
    lock: str = ""
    fixed: tuple[Fixed, ...] = ()
    held: Held | None = None
    alerts: tuple[AlertSpec, ...] = ()
    events: tuple[EventSpec, ...] = ()
    queries: tuple[QuerySpec, ...] = ()
    removal: Removal | None = None


class Child(Spec):
    """A resource inside a service, such as the blob service of an account.

    `template` is a file of the folder; left out, it is that of the service, which tells a child by `service.parent`.

    Without a `name` there may be several: one for each element of the list option `each`, called by its `name`, or
    those that a planner names. `of` is the kind of the child that it is part of, where that is not the service; `when`
    names an option that must be set. `links` and `values` as for services. `after` is the child of the same service, by
    kind, that must be there before; the template says so too (DEP01). `located` says whether it has a region.
    """

    kind: str
    template: str = "main"
    title: str
    symbol: str
    type: str
    name: str = ""
    each: str = ""
    of: str = ""
    when: str = ""
    tagged: bool = False
    located: bool = False
    after: str = ""
    facts: tuple[Fact, ...] = ()
    diagnostics: Diagnostics | None = None
    fixed: tuple[Fixed, ...] = ()
    held: Held | None = None
    removal: Removal | None = None
    links: dict[str, str] = Field(default={})
    values: dict[str, str] = Field(default={})


class EndpointSpec(Spec):
    """A private endpoint that a service gets: the sub-resource and why it is needed.

    `type` is given where it leads to another resource that Azure makes with the service; it is `scripted` where Azure
    alone chooses that resource's group, so that only a script can make the endpoint, once the service is there. `when`
    names an option that must be set too; addresses are kept for it either way.
    """

    group: str
    type: str = ""
    scripted: bool = False
    when: str = ""
    why: str


class Flow(Sourced):
    """Traffic a service needs. `priority` is that of its security rule.

    `hosts`, by cloud, replace the tag in the firewall; security groups cannot filter names and keep the tag. `when` and
    `unless` name an option of the landing zone; the path `service-endpoint` never meets the firewall. `listed`
    is the column of `databricks-egress.json` whose hosts or prefixes of the region replace the tag in the firewall; on
    the path `service-rules` the service writes the security rule itself, so that the plan must not. `use` says whether
    it is for compute instances or for nodes of clusters rather than for the platform as a whole.
    """

    name: str
    use: Literal["platform", "instances", "nodes"] = "platform"
    origins: tuple[str, ...]
    tag: str
    regional: bool = False
    hosts: dict[Cloud, tuple[str, ...]] = Field(default={})
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


class Inside(Spec):
    """The module that takes a service in, where that is not its own, and the title that the module then has."""

    module: str
    title: str


class ManagedTarget(Spec):
    """Parts of a service of the same package that a managed network reaches by private endpoint.

    `name` is a name for each, with `{part}` in it; `when` names an option that must be set, which is also what the
    endpoint is traced to; `{part}` in `why` stands for the part.
    """

    service: str
    parts: tuple[str, ...]
    name: str
    use: Literal["private-endpoints", "batch"] = "private-endpoints"
    when: str = ""
    why: str
    source: str


class ManagedEndpoints(Sourced):
    """How a service makes private endpoints in a network that Azure manages for it, and how they are approved.

    `made` is `property` (of the service itself), `child` (a resource of the kind `child` each, whose folder names the
    link `target` and the value `part`) or `script` (nothing in Azure Resource Manager: `create` are the words of a
    command, with `{source}`, `{name}`, `{target}` and `{part}`). `approval` is `role`: the identity `holder` holds
    `role` on each target before, as the folder of the target grants it; or `script`: owners of the target run a script
    that approves what the plan has, and nothing else. `connection` is how the endpoint is called at the target: the
    last part of its id.
    """

    made: Literal["property", "child", "script"]
    child: str = ""
    create: tuple[str, ...] = ()
    to: tuple[ManagedTarget, ...] = ()
    approval: Literal["role", "script"]
    holder: str = ""
    role: str = ""
    connection: str = "{source}.{name}"
    source: str


class Service(Kind):
    """A service folder: a kind with a template, its options, role assignments, children, endpoints, links and flows.

    `template` is the folder whose template it uses. `links` and `values` map a property of the resource to the name
    under which planners supply it. `purposes` are the packages that have it; `asked` is the option that must be set
    too ('' = always): a block under `services` of the landing zone, or `connections.<use>`. `options` are the keys of
    that block, or of the workload block for the lead of a purpose; `required` are those that must be given, and
    `description` is what the language says of the block. `shared` says that all packages call one file of its module,
    which depends on no blueprint. `providers` are resource providers beside `provider` that an option takes, by that
    option. `key` is the place in the language that speaks of the service where that is no block of its options, as
    `hubs[].bastion`. `planner` is a module with `HOOKS`, `repeats` a function that gives words of several in a package
    (`module:function`). `risks` is what it leaves open by its nature, `passage` why firewalls of lakes let it in,
    `serves` what connections reach of it, by use; `refuses` are keys that its block does not have, by name;
    `instances` are resources outside the plan that lakes let in. `example` is a value of its block that validates.
    """

    symbol: str
    template: str
    shared: bool = False
    provider: str = ""
    providers: dict[str, tuple[str, ...]] = Field(default={})
    purposes: tuple[str, ...] = ()
    asked: str = ""
    description: str = ""
    options: dict[str, Option] = Field(default={})
    required: tuple[str, ...] = ()
    key: str = ""
    planner: str = ""
    repeats: str = ""
    inside: Inside | None = None
    children: tuple[Child, ...] = ()
    endpoints: tuple[EndpointSpec, ...] = ()
    links: dict[str, str] = Field(default={})
    values: dict[str, str] = Field(default={})
    flows: tuple[Flow, ...] = ()
    grants: tuple[Grant, ...] = ()
    managedEndpoints: ManagedEndpoints | None = None  # noqa: N815
    serves: dict[str, Served] = Field(default={})
    refuses: dict[str, Refused] = Field(default={})
    instances: InstanceSpec | None = None
    handover: tuple[Handover, ...] = ()
    risks: tuple[AcceptedRisk, ...] = ()
    passage: Passage | None = None
    example: JsonValue = None

    @property
    def block(self) -> bool:
        """Whether it is asked for by a block under `services` of a landing zone."""
        return bool(self.asked) and "." not in self.asked and "connectivity" not in self.purposes

    @property
    def names(self) -> frozenset[str]:
        """What it names in its own package, so that it comes after: links, those of children by a list, endpoints."""
        repeated = [name for child in self.children if child.each for name in child.links.values()]
        managed = [row.service for row in self.managedEndpoints.to] if self.managedEndpoints else []
        return frozenset({*self.links.values(), *repeated, *managed})

    def target_type(self, endpoint: EndpointSpec) -> str:
        """The resource type that one of its private endpoints leads to."""
        return endpoint.type or self.type
