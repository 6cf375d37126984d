"""Inference: what a managed network lets out, the endpoints that answer in it, and how many instances they have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ringfence.blueprint.language.inference import BatchDeployment as BatchSpec
from ringfence.blueprint.language.inference import ManagedHost, ScoringCode
from ringfence.blueprint.language.inference import OnlineDeployment as OnlineSpec
from ringfence.plan.model.rows.bounds import NAME, bounds_of, column
from ringfence.plan.model.use import Use
from ringfence.plan.model.values import (
    Cell,
    Child,
    Code,
    Column,
    Given,
    Key,
    Reason,
    Ref,
    Resource,
    Rows,
    length,
    plain,
)

ASSET = length(1, 1000)
"""The bounds of the address of an asset: a model, an environment or code."""
FQDN_RULE = (
    Column(name="name", type="string", bounds=NAME),
    Column(
        name="destination",
        type="string",
        text="*.bank.example is all hosts of a domain.",
        bounds=bounds_of(ManagedHost, "host"),
    ),
)
"""What a rule to a host is told by."""
_NAME = Column(
    name="name",
    type="string",
    text="Part of its address.",
    bounds=length(3, 32),
)
_ENDPOINT = Column(name="endpoint", type="string", bounds=length(3, 32))
_SERVED = (
    Column(name="model", type="string", text="Address of the model's version.", bounds=ASSET),
    Column(
        name="environment", type="string?", text="Address of what it runs in; a model may bring it along.", bounds=ASSET
    ),
    Column(name="code", type="string?", text="Address of its code; a model may bring it along.", bounds=ASSET),
    replace(column(ScoringCode, "script"), type="string?"),
)
_SHARES = "{\n@minValue(0)\n@maxValue(100)\n*: int\n}?"
ONLINE_ENDPOINT = (
    _NAME,
    Column(name="traffic", type=_SHARES, text="Percent of the requests by deployment, 100 together."),
    Column(name="mirror", type=_SHARES, text="Percent of the requests that one deployment gets a copy of."),
)
ONLINE_DEPLOYMENT = (
    _ENDPOINT,
    replace(column(OnlineSpec, "name"), text=""),
    *_SERVED,
    *(column(OnlineSpec, field) for field in ("size", "instances", "timeout_seconds", "concurrency")),
)
BATCH_ENDPOINT = (
    _NAME,
    Column(
        name="default",
        type="string?",
        text="Deployment that takes the work; it must be there already.",
        bounds=length(3, 32),
    ),
)
BATCH_DEPLOYMENT = (
    _ENDPOINT,
    replace(column(BatchSpec, "name"), text=""),
    *_SERVED,
    *(column(BatchSpec, field) for field in ("cluster", "nodes", "concurrency", "files_a_part", "timeout_seconds")),
)
CALLER = (
    _ENDPOINT,
    Column(name="group", type="string", text="Object id of the Entra group.", bounds=length(36, 36)),
)
"""What endpoints, deployments and callers are told by."""


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
            text="",
            columns=FQDN_RULE,
            one="Host that the managed network lets out to, on ports 80 and 443.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceKey:
    """A key of the institution's own for what a workspace keeps, and the identity that may use it.

    `application` of Azure, by its display name and id, needs `role` on the key too; its object id differs from tenant
    to tenant, so that people assign it.
    """

    identity: Ref
    uri: Given[str]
    vault: Given[str]
    application: str
    application_id: str
    role: str
    because: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A deployment's percentage of the requests of its endpoint."""

    deployment: str
    percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlineEndpoint(Child):
    """An address that answers at once; `traffic` and `mirror` are empty until its deployments are in Azure."""

    resource: Resource
    parent: str
    identity: Ref
    traffic: tuple[Share, ...]
    mirror: tuple[Share, ...]

    @property
    def row(self) -> Mapping[str, Cell]:
        """The endpoint as a reviewer reads it."""
        shares = {"traffic": _shares(self.traffic), "mirror": _shares(self.mirror)}
        return {"name": plain(self.resource.name), **{key: part for key, part in shares.items() if part}}


def _shares(shares: Sequence[Share]) -> Mapping[str, Cell]:
    return {share.deployment: share.percent for share in shares}


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """What a deployment answers with: addresses of a model, of its environment and of its code."""

    model: str
    environment: str | None
    code: str | None
    script: str | None

    @property
    def row(self) -> Mapping[str, Cell]:
        """The addresses that there are."""
        others = {"environment": self.environment, "code": self.code, "script": self.script}
        return {"model": self.model, **{key: value for key, value in others.items() if value is not None}}


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlineDeployment:
    """A model behind an endpoint, which it names by id; `instances` is where it begins when it scales.

    Its container signs in to Application Insights as `identity`, which is that of its endpoint.
    """

    resource: Resource
    endpoint: str
    served: Served
    size: str
    instances: int
    timeout_seconds: int
    concurrency: int
    identity: Ref

    @property
    def reads(self) -> Code:
        """The symbol of the identity whose client id it is given."""
        return Code(self.identity.symbol)

    @property
    def row(self) -> Mapping[str, Cell]:
        """The deployment as a reviewer reads it."""
        return {
            "endpoint": self.endpoint.rsplit("/", 1)[-1],
            "name": plain(self.resource.name),
            **self.served.row,
            "size": self.size,
            "instances": self.instances,
            "timeoutSeconds": self.timeout_seconds,
            "concurrency": self.concurrency,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchEndpoint(Child):
    """An address that takes work; `default` is the name of the deployment that does it, None until it is in Azure."""

    resource: Resource
    parent: str
    default: str | None

    @property
    def row(self) -> Mapping[str, Cell]:
        """The endpoint as a reviewer reads it."""
        return {"name": plain(self.resource.name), **({"default": self.default} if self.default else {})}


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchDeployment:
    """A model that works through files on a cluster; `endpoint` is an id, the timeout that of one part of the work."""

    resource: Resource
    endpoint: str
    served: Served
    cluster: Ref
    nodes: int
    concurrency: int
    files: int
    timeout_seconds: int

    @property
    def row(self) -> Mapping[str, Cell]:
        """The deployment as a reviewer reads it."""
        return {
            "endpoint": self.endpoint.rsplit("/", 1)[-1],
            "name": plain(self.resource.name),
            **self.served.row,
            "cluster": self.cluster.value.rsplit("/", 1)[-1],
            "nodes": self.nodes,
            "concurrency": self.concurrency,
            "filesAPart": self.files,
            "timeoutSeconds": self.timeout_seconds,
        }
