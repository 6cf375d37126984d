"""Inference: what a managed network lets out, the endpoints that answer in it, and how many instances they have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ringfence.blueprint.language.inference import ManagedHost
from ringfence.plan.model.bounds import NAME, bounds_of
from ringfence.plan.model.use import Use
from ringfence.plan.model.values import Cell, Child, Code, Column, Given, Key, Reason, Ref, Resource, Rows

FQDN_RULE = (
    Column(name="name", type="string", text="Name of the rule, 2 to 24 characters.", bounds=NAME),
    Column(
        name="destination",
        type="string",
        text="Host that nodes of the managed network reach; *.bank.example is all hosts of a domain.",
        bounds=bounds_of(ManagedHost, "host"),
    ),
)
"""What a rule to a host is told by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboundRule:
    """A way out of a workspace's managed network: to a host, or by private endpoint to a part of a resource.

    `host` is '' for a private endpoint, `target` None and `part` '' for a host. `owner`,
    `review_by` (an ISO 8601 date) and `data_class` are '' where Azure ML itself needs the rule.
    """

    name: str
    use: Use
    host: str = ""
    target: Ref | Given[str] | None = None
    part: str = ""
    owner: str = ""
    review_by: str = ""
    data_class: str = ""
    because: tuple[Reason, ...]

    @property
    def key(self) -> Key:
        """Its name, as the property that it is."""
        return Key(self.name)

    @property
    def row(self) -> Mapping[str, Cell]:
        """A rule to a host as a reviewer reads it."""
        return {"name": self.name, "destination": self.host}


@dataclass(frozen=True, slots=True)
class OutboundHosts:
    """All rules of a managed network to hosts."""

    rules: tuple[OutboundRule, ...]

    @property
    def rows(self) -> Rows:
        """What differs from rule to rule."""
        return Rows(
            owner="managedNetwork",
            field="fqdnRules",
            type="fqdnRuleType[]",
            value=tuple(rule.row for rule in self.rules),
            text="Hosts that the managed network lets out to, on ports 80 and 443.",
            columns=FQDN_RULE,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceKey:
    """A key of the institution's own for what a workspace keeps, and the identity that may use it."""

    identity: Ref
    uri: Given[str]
    vault: Given[str]
    because: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A deployment's percentage of the requests of its endpoint."""

    deployment: str
    percent: Given[int]

    @property
    def key(self) -> Key:
        """The deployment's name, as the property that it is."""
        return Key(self.deployment)


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlineEndpoint(Child):
    """An address that answers at once; `traffic` and `mirror` are empty until its deployments are in Azure."""

    resource: Resource
    parent: str
    identity: Ref
    traffic: tuple[Share, ...]
    mirror: tuple[Share, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """What a deployment answers with: addresses of a model, of its environment and of its code."""

    model: Given[str]
    environment: Given[str] | None
    code: Given[str] | None
    script: Given[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlineDeployment(Child):
    """A model behind an endpoint; `instances` is where it begins when it scales, `timeout` an ISO 8601 duration."""

    resource: Resource
    parent: str
    served: Served
    size: Given[str]
    instances: Given[int]
    timeout: Given[str]
    concurrency: Given[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleRule:
    """A change in the number of instances: `of` is the symbol of what is measured, `window` an ISO 8601 duration.

    `operator` and `direction` are Azure Monitor's words. `step` is a number of instances, as text: one when they are
    given back.
    """

    metric: str
    of: str
    operator: str
    threshold: Given[int]
    direction: str
    step: Given[str] | str
    window: Given[str]

    @property
    def measured(self) -> Code:
        """The id of what is measured."""
        return Code(f"{self.of}.id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """When bounds begin to hold: days of the week in English, hour and minute in a time zone by its Windows name."""

    days: tuple[str, ...]
    hour: Given[int]
    minute: Given[int]
    time_zone: Given[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Bounds for the number of instances, as text; they hold until the next profile begins."""

    name: str
    minimum: Given[str]
    maximum: Given[str]
    default: Given[str]
    recurrence: Recurrence | None
    because: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Autoscale:
    """How the number of instances of the deployment `target` (a symbol) follows load and hours.

    All profiles have the same rules.
    """

    resource: Resource
    target: str
    profiles: tuple[Profile, ...]
    rules: tuple[ScaleRule, ...]

    @property
    def shared(self) -> Code:
        """The name of the rules that all its profiles have."""
        return Code(f"{self.resource.symbol}Rules")

    @property
    def scaled(self) -> Code:
        """The id of its deployment."""
        return Code(f"{self.target}.id")


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchEndpoint(Child):
    """An address that takes work; `default` is the name of the deployment that does it, None until it is in Azure."""

    resource: Resource
    parent: str
    default: Given[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchDeployment(Child):
    """A model that works through files on the cluster `on`, by name; `cluster` is its id.

    `timeout` is an ISO 8601 duration for one part of the work.
    """

    resource: Resource
    parent: str
    served: Served
    cluster: Ref
    on: Given[str]
    nodes: Given[int]
    concurrency: Given[int]
    files: Given[int]
    timeout: Given[str]
