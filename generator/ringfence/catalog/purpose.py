"""The shape of `purpose.yaml`: what a landing zone is for, its subnets, identities, lead service and words."""

from ipaddress import IPv4Network
from typing import Literal

from pydantic import Field

from ringfence.catalog.part import Sourced, Spec

ENDPOINTS = "endpoints"
"""The subnet of private endpoints, which every landing zone has whose services have some."""


class Holds(Spec):
    """What takes addresses in a subnet: a number in the blueprint, a list by its length, or a list by a number each.

    `key` is dotted, below the workload block; `count` is the number of an element; `always` is a number that no key
    decides, in place of `key`. `text` says what it is, where `{name}` stands for the name of an element.
    """

    key: str = ""
    count: str = ""
    always: int = 0
    text: str


class Size(Spec):
    """How large a subnet is: its contents, or the private endpoints of the services of its landing zone.

    `smallest` and `least` name limits: what is cut at least, and the longest prefix that a blueprint may give. `at` is
    the key that decides, `never` are ranges that its service keeps for itself. `kept` is said to those who want another
    prefix for a subnet in use, '' where an empty one may change.
    """

    holds: tuple[Holds, ...] | Literal["endpoints"]
    smallest: str
    least: str = "smallestSubnetPrefix"
    at: str = ""
    never: tuple[IPv4Network, ...] = ()
    kept: str = ""
    source: str


class SubnetRule(Sourced):
    """A security rule of a subnet towards other subnets of the same landing zone, or among the subnets `among`.

    `when` names an option that must be set, `at` the key of the workload block that the rule is traced to.
    """

    name: str
    priority: int
    to: tuple[str, ...] = ()
    from_: tuple[str, ...] = Field(default=(), alias="from")
    among: tuple[str, ...] = ()
    protocol: Literal["Tcp", "Udp", "*"] = "Tcp"
    ports: tuple[str, ...]
    use: Literal["private-endpoints", "jobs", "agents", "nodes"]
    when: str = ""
    at: str = ""
    why: str
    source: str


class EndpointPolicySpec(Spec):
    """The service whose account alone a subnet may reach by service endpoint, and the option that asks for that."""

    service: str
    when: str


class DelegatedRules(Spec):
    """That the service behind a subnet's delegation adds rules to its security group, from the table of these.

    `unless` names an option that keeps it from that, `at` the key of the workload block that decides.
    """

    unless: str
    at: str


class Subnet(Spec):
    """A subnet of a landing zone, by role.

    `jobs` says that jobs run in it, `egress` that traffic leaves from it, `delivers` that images and code are made here
    for landing zones that take models from this one. `uses` are of connections that start in it. `when` is a key of the
    workload block that must be set for all of that; its addresses are kept either way. `delegations` are those by an
    option that is set. `connections` is the priority of the rule that admits others; `people` is what people reach
    here, `peoplePorts` on which ports.
    """

    description: str
    size: Size
    jobs: bool = False
    egress: bool = False
    delivers: bool = False
    uses: tuple[str, ...] = ()
    delegation: str = ""
    delegations: dict[str, str] = Field(default={})
    rules: tuple[SubnetRule, ...] = ()
    connections: int = 0
    people: str = ""
    when: str = ""
    peoplePorts: tuple[str, ...] = ("443",)  # noqa: N815 - spelled as in the folder
    delegatedRules: DelegatedRules | None = None  # noqa: N815 - spelled as in the folder
    endpointPolicy: EndpointPolicySpec | None = None  # noqa: N815 - spelled as in the folder


class IdentitySpec(Spec):
    """A managed identity of the package: the word in its name, what acts as it, and what it uses of other packages.

    `of` is the symbol of the service that Azure makes it with (a system-assigned identity), which then has no word.
    `acts` are identities of the package as which its holder may act too, because it writes their code or images.
    """

    word: str = ""
    of: str = ""
    why: str
    when: str = ""
    uses: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()


class ReaderSpec(Spec):
    """Who uses other packages where no identity of the package does: a principal that the workload block names.

    `key` is the key of the block with `kind`, `name` and `objectId`; `uses` are uses of connections.
    """

    key: str
    uses: tuple[str, ...]


class Lead(Spec):
    """The service that comes after all others, their private endpoints and role assignments.

    `route` says that it also waits for the route to the firewall, because it starts machines at once.
    """

    service: str
    route: bool = False


class Condition(Spec):
    """An option by name that is set when a key of the workload block has a value."""

    key: str
    is_: str = Field(alias="is")


class Words(Spec):
    """How people call it: the product, what it is for, and what it does in the picture."""

    product: str
    noun: str
    does: str


class StepPart(Spec):
    """What a purpose adds to a step of the reference architecture, by number.

    `kinds` are resources of its packages; `rules` are rules of its subnets by role, for these uses, or for any where
    none is given.
    """

    step: int
    kinds: tuple[str, ...] = ()
    rules: dict[str, tuple[str, ...]] = Field(default={})


class Purpose(Spec):
    """What a landing zone is for.

    Its workload block is called as it is, in camel case; the options of its lead are keys of that block, unless the
    language writes the block out. `services` are kinds that it has besides those whose folders name the purpose.
    `after` are purposes whose packages deploy before; `minutes` is an estimate from and to. `people` says what personas
    get role assignments on: all services of the package, or its lead alone. `reader` is who uses other packages where
    none of its identities does. `hooks` is a module with `HOOKS`.
    """

    purpose: str
    words: Words
    services: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    minutes: tuple[int, int]
    conditions: dict[str, Condition] = Field(default={})
    subnets: dict[str, Subnet]
    identities: dict[str, IdentitySpec] = Field(default={})
    reader: ReaderSpec | None = None
    lead: Lead | None = None
    steps: tuple[StepPart, ...] = ()
    people: Literal["services", "lead"] = "services"
    hooks: str = ""

    @property
    def key(self) -> str:
        """The key of its workload block: `data-lake` → `dataLake`."""
        first, *rest = self.purpose.split("-")
        return first + "".join(word.capitalize() for word in rest)

    @property
    def job_subnets(self) -> tuple[str, ...]:
        """Roles of the subnets in which jobs run."""
        return tuple(role for role, subnet in self.subnets.items() if subnet.jobs)

    @property
    def delivering(self) -> tuple[str, ...]:
        """Roles of the subnets in which images and code are made that landing zones for inference run."""
        return tuple(role for role, subnet in self.subnets.items() if subnet.delivers)

    def starting(self, use: str) -> tuple[str, ...]:
        """Roles of the subnets in which connections with this use start, where no job or workspace needs it."""
        return tuple(role for role, subnet in self.subnets.items() if use in subnet.uses)

    def part_in(self, step: int) -> StepPart | None:
        """What it adds to a step; None for nothing."""
        return next((part for part in self.steps if part.step == step), None)

    def can_use(self, use: str) -> bool:
        """Whether an identity, the reader or a subnet of its packages may use this of another package."""
        read = self.reader is not None and use in self.reader.uses
        return read or bool(self.identity_for(use) or self.starting(use))

    def identity_for(self, use: str) -> str:
        """The symbol of the identity that uses a lake or MLflow of another package; '' for none."""
        return next((symbol for symbol, one in self.identities.items() if use in one.uses), "")


class GroupGrant(Sourced):
    """A role assignment of a persona on a resource group of each landing zone, or of the hub."""

    role: str
    on: Literal["workload-group", "network-group", "hub-group"]
    why: str
    source: str


class Persona(Spec):
    """What people of a group do, and their role assignments on resource groups.

    `acts` are identities, by purpose of the landing zone, as which their jobs and deployments run.
    """

    persona: str
    does: str
    acts: dict[str, tuple[str, ...]] = Field(default={})
    grants: tuple[GroupGrant, ...] = ()
