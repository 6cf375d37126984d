"""The loops of a module, as its template goes through them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from ringfence.plan.model.compute import CLUSTER, INSTANCE, Cluster, Instance
from ringfence.plan.model.compute import OWNER as COMPUTE
from ringfence.plan.model.dns.resolver import DOMAIN, ForwardingRule
from ringfence.plan.model.firewall import PublicIp
from ringfence.plan.model.gateway import CIRCUIT, CircuitConnection
from ringfence.plan.model.inference.autoscale import SCALING, Autoscale
from ringfence.plan.model.inference.endpoints import (
    BATCH_DEPLOYMENT,
    BATCH_ENDPOINT,
    CALLER,
    ONLINE_DEPLOYMENT,
    ONLINE_ENDPOINT,
    BatchDeployment,
    BatchEndpoint,
    OnlineDeployment,
    OnlineEndpoint,
)
from ringfence.plan.model.inference.scoring_code import CODE_VERSION, CodeVersion
from ringfence.plan.model.lake import Datastore, datastore_columns
from ringfence.plan.model.module import Module
from ringfence.plan.model.network import SecurityGroup
from ringfence.plan.model.rows.alert_loops import AlertLoops
from ringfence.plan.model.rows.loop import Loop, loop
from ringfence.plan.model.rows.rules import SECURITY_GROUP
from ringfence.plan.model.services import ROLE_DEFINITION, USER, Diagnostic, Grant, Lock, RoleDefinition
from ringfence.plan.model.values import Cell, Given, Rows

E = TypeVar("E", Diagnostic, Lock)
ONLINE, BATCH = "online", "batch"


@dataclass(frozen=True, slots=True)
class Loops:
    """What a module makes by loops; each is empty where there is nothing to make."""

    module: Module

    @property
    def clusters(self) -> tuple[Loop[Cluster], ...]:
        """Compute clusters."""
        one = "Compute cluster of the workspace."
        return loop(self.module.clusters, COMPUTE, "", CLUSTER, "clusterType", one, field="clusters")

    @property
    def instances(self) -> tuple[Loop[Instance], ...]:
        """Compute instances."""
        one = "Compute instance of the workspace, for one person."
        return loop(self.module.instances, COMPUTE, "", INSTANCE, "instanceType", one, field="instances")

    @property
    def guards(self) -> tuple[Loop[SecurityGroup], ...]:
        """Security groups."""
        text = "Security groups, and what each lets through; it denies all else."
        one = "Security group and what it lets through; all else is denied."
        return loop(self.module.security_groups, "securityGroups", text, SECURITY_GROUP, "securityGroupType", one)

    @property
    def datastores(self) -> tuple[Loop[Datastore], ...]:
        """Layers of lakes that jobs of the workspace may use."""
        text = "Layers of lakes as datastores of the workspace, without credentials."
        one = "Layer as a datastore."
        found = self.module.datastores
        columns = datastore_columns([store.layer for store in found])
        return loop(found, "datastores", text, columns, "datastoreType", one)

    @property
    def circuits(self) -> tuple[Loop[CircuitConnection], ...]:
        """Connections to ExpressRoute circuits without a key."""
        found = tuple(each for each in self.module.circuit_connections if each.key is None)
        text = "ExpressRoute circuits that the gateway is connected to."
        return loop(found, "circuits", text, CIRCUIT, "circuitType", "ExpressRoute circuit.")

    @property
    def forwarding_rules(self) -> tuple[Loop[ForwardingRule], ...]:
        """Rules for domains on premises."""
        text = "Domains on premises and the servers that know them."
        one = "Domain on premises."
        return loop(self.module.forwarding_rules, "onPremisesDns", text, DOMAIN, "domainType", one)

    @property
    def code_versions(self) -> tuple[Loop[CodeVersion], ...]:
        """Scoring code."""
        text = "Code that answers, by version, and where its files are."
        one = "Version of code that answers."
        return loop(self.module.code_versions, ONLINE, text, CODE_VERSION, "codeVersionType", one, field="code")

    @property
    def online_endpoints(self) -> tuple[Loop[OnlineEndpoint], ...]:
        """Online endpoints."""
        text = "Online endpoints, and how requests are shared among their deployments."
        found, type_ = self.module.online_endpoints, "onlineEndpointType"
        return loop(found, ONLINE, text, ONLINE_ENDPOINT, type_, "Online endpoint.", field="endpoints")

    @property
    def online_deployments(self) -> tuple[Loop[OnlineDeployment], ...]:
        """What answers behind online endpoints."""
        text = "Models behind online endpoints: what they run in, and on how many instances."
        found, type_ = self.module.online_deployments, "onlineDeploymentType"
        one = "Model behind an online endpoint."
        return loop(found, ONLINE, text, ONLINE_DEPLOYMENT, type_, one, field="deployments")

    @property
    def autoscales(self) -> tuple[Loop[Autoscale], ...]:
        """How online deployments scale."""
        text = "How the number of instances of deployments follows load and hours."
        one = "Autoscale setting."
        return loop(self.module.autoscales, ONLINE, text, SCALING, "scalingType", one, field="scaling")

    @property
    def alerts(self) -> AlertLoops:
        """Alerts, of each kind a loop."""
        return AlertLoops(self.module)

    @property
    def batch_endpoints(self) -> tuple[Loop[BatchEndpoint], ...]:
        """Batch endpoints."""
        text = "Batch endpoints, and which deployment does their work."
        found, type_ = self.module.batch_endpoints, "batchEndpointType"
        return loop(found, BATCH, text, BATCH_ENDPOINT, type_, "Batch endpoint.", field="endpoints")

    @property
    def batch_deployments(self) -> tuple[Loop[BatchDeployment], ...]:
        """What works behind batch endpoints."""
        text = "Models behind batch endpoints: what they run in, and on which cluster."
        found, type_ = self.module.batch_deployments, "batchDeploymentType"
        one = "Model behind a batch endpoint."
        return loop(found, BATCH, text, BATCH_DEPLOYMENT, type_, one, field="deployments")

    @property
    def endpoints(self) -> Rows | None:
        """The rows of the module's endpoints, online or batch; None where nothing looks one up by its name."""
        sought = self.module.online_deployments or self.module.batch_deployments or self.callers
        rows = (*(each.rows for each in self.online_endpoints), *(each.rows for each in self.batch_endpoints))
        return rows[0] if rows and sought else None

    @property
    def callers(self) -> tuple[Loop[Grant], ...]:
        """Rights of groups on endpoints."""
        found = tuple(grant for grant in self.module.grants if self._on_endpoint(grant.scope_kind))
        rows = Rows(
            owner=ONLINE if self.module.online_endpoints else BATCH,
            field="callers",
            type="callerType[]",
            value=tuple(_caller(grant) for grant in found),
            text="Entra groups that may call an endpoint.",
            columns=CALLER,
            one="Entra group that may call an endpoint.",
        )
        return (Loop(found, rows),) if found else ()

    @property
    def owners(self) -> tuple[Loop[Grant], ...]:
        """Rights of owners of compute instances, a loop for each role."""
        found: dict[str, tuple[Grant, ...]] = {}
        for grant in self.module.grants:
            if grant.principal_type == USER:
                found[grant.role] = (*found.get(grant.role, ()), grant)
        return tuple(Loop(held, _owners(held)) for held in found.values())

    @property
    def role_definitions(self) -> tuple[Loop[RoleDefinition], ...]:
        """Roles of the institution."""
        text = "Roles of the institution, where no role of Azure is narrow enough."
        one = "Role of the institution."
        return loop(self.module.role_definitions, "roleDefinitions", text, ROLE_DEFINITION, "roleDefinitionType", one)

    @property
    def fronts(self) -> tuple[Loop[PublicIp], ...]:
        """Public addresses of a firewall."""
        text = "Names of the public addresses of the firewall; the first is that of the configuration with its subnet."
        names = tuple(ip.resource.name for ip in self.module.public_ips)
        rows = Rows(owner="firewall", field="publicIpNames", type="string[]", value=names, text=text)
        return (Loop(self.module.public_ips, rows),) if self.module.firewalls else ()

    @property
    def public_ips(self) -> tuple[PublicIp, ...]:
        """The other public addresses, a declaration each."""
        return () if self.module.firewalls else self.module.public_ips

    @property
    def grants(self) -> tuple[Grant, ...]:
        """The other rights, a declaration each."""
        alone = (grant for grant in self.module.grants if grant.principal_type != USER)
        return tuple(grant for grant in alone if not self._on_endpoint(grant.scope_kind))

    @property
    def listed_logs(self) -> tuple[Loop[Diagnostic], ...]:
        """Diagnostic settings of what loops make."""
        return _on(self._listed, self.module.diagnostics)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The other diagnostic settings, a declaration each."""
        return tuple(each for each in self.module.diagnostics if each.target not in self._listed)

    @property
    def listed_locks(self) -> tuple[Loop[Lock], ...]:
        """Locks on what loops make."""
        return _on(self._listed, self.module.locks)

    @property
    def locks(self) -> tuple[Lock, ...]:
        """The other locks, a declaration each."""
        return tuple(each for each in self.module.locks if each.target not in self._listed)

    @property
    def _listed(self) -> Mapping[str, Rows]:
        """The rows of loops whose resources have logs or locks, by the symbol of the loop."""
        endpoints = {each.one.resource.symbol: each.rows for each in self.online_endpoints}
        groups = {each.one.resource.symbol: each.rows for each in self.guards}
        return endpoints | groups | {each.one.resource.symbol: each.rows for each in self.fronts}

    def _on_endpoint(self, symbol: str) -> bool:
        endpoints: tuple[OnlineEndpoint | BatchEndpoint, ...]
        endpoints = (*self.module.online_endpoints, *self.module.batch_endpoints)
        return symbol in {each.resource.symbol for each in endpoints}


def _on(listed: Mapping[str, Rows], found: tuple[E, ...]) -> tuple[Loop[E], ...]:
    """What stands on resources of loops, a loop over the same rows for each."""
    on = {symbol: tuple(each for each in found if each.target == symbol) for symbol in listed}
    return tuple(Loop(each, listed[symbol]) for symbol, each in on.items() if each)


def _owners(grants: tuple[Grant, ...]) -> Rows:
    """The people who hold one role, by object id; those who own instances hold the same roles."""
    text = "Object ids of the people who own compute instances."
    people = tuple(grant.principal.value for grant in grants)
    return Rows(owner=COMPUTE, field="owners", type="string[]", value=people, text=text)


def _caller(grant: Grant) -> Mapping[str, Cell]:
    """Who may call which endpoint; the group has a name apart from those of `access`, a parameter beside the rows."""
    known = grant.principal
    group = replace(known, owner="callers") if isinstance(known, Given) else known.value
    return {"endpoint": grant.scope_id.rsplit("/", 1)[-1], "group": group}
