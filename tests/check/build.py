"""Small evidence for witnesses: a hub and one landing zone, predicted exactly as planned unless a test changes that."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from ipaddress import IPv4Address, IPv4Network
from typing import Any

from ringfence.assets import root
from ringfence.catalog.read import kinds
from ringfence.check.compiled import MAIN, Declaration, Deployment, Node, Template
from ringfence.check.evidence import Evidence
from ringfence.check.expect.package import expected
from ringfence.check.snapshot import Snapshot, normalised
from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.module import Module, ResourceGroup
from ringfence.plan.model.network import Route, RouteTable, SecurityGroup, SecurityRule, Subnet, VirtualNetwork
from ringfence.plan.model.package import Deployment as Connection
from ringfence.plan.model.package import Institution, Package, Plan
from ringfence.plan.model.services import Diagnostic as Setting
from ringfence.plan.model.services import Existing, Grant, Identity, Service
from ringfence.plan.model.values import Given, Ref, Resource, Tags
from ringfence.render.package import CONFIG_TEMPLATE
from ringfence.render.tree import CONFIG

TENANT = "00000000-0000-0000-0000-0000000000bb"
SUBSCRIPTION = "00000000-0000-0000-0000-0000000000aa"
READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7"
ROOT = f"/subscriptions/{SUBSCRIPTION}/resourceGroups"
HERE = Given("location", "", "westeurope", "Region.")


def resource(kind: str, module: str, symbol: str, name: str, parent: str, *, location: str = "westeurope") -> Resource:
    """A resource of a catalogue kind under the id `parent`; extensions and children are told by their types."""
    spec = kinds()[kind]
    extension = kind in {"diagnostic-setting", "role-assignment", "lock"}
    return Resource(
        symbol=symbol,
        module=module,
        kind=kind,
        type=spec.type,
        api=spec.api.version("AzureCloud"),
        name=name,
        id=f"{parent}/{name}" if kind == "resource-group" else f"{parent}/providers/{spec.type}/{name}",
        location="" if extension else location,
        tagged=spec.tagged and not extension,
        because=(),
    )


def ref(target: Resource) -> Ref:
    return Ref(module=target.module, symbol=target.symbol, value=target.id)


def rule(name: str, access: str, priority: int, place: str) -> SecurityRule:
    return SecurityRule(
        name=name,
        use="deny" if access == "Deny" else "platform",
        priority=priority,
        direction="Outbound",
        access="Deny" if access == "Deny" else "Allow",
        protocol="*",
        sources=("*",),
        destinations=(place,),
        ports=("443",) if access == "Allow" else ("*",),
        description=f"{name}.",
        because=(),
    )


GROUP = resource("resource-group", MAIN, "group", "rg-fraud", ROOT, location="westeurope")
NSG = resource("security-group", "network", "guard", "nsg-fraud", GROUP.id)
TABLE = resource("route-table", "network", "table", "rt-fraud", GROUP.id)
VNET = resource("virtual-network", "network", "virtualNetwork", "vnet-fraud", GROUP.id)
STORAGE = resource("storage", "storage", "storage", "stfraud1", GROUP.id)
LOGS = resource("diagnostic-setting", "network", "guardLogs", "to-logs", NSG.id)
USER = resource("managed-identity", "identities", "user", "id-fraud", GROUP.id)
GRANT = resource("role-assignment", "access", "userReads", "11111111-1111-5111-8111-111111111111", STORAGE.id)
HUB_GROUP = resource("resource-group", MAIN, "hubGroup", "rg-hub", ROOT)
WORKSPACE = resource("log-analytics", "logs", "logAnalytics", "log-hub", HUB_GROUP.id)
SUBNET = f"{VNET.id}/subnets/compute"


def _network() -> Module:
    compute = Subnet(
        name="compute",
        role="compute",
        id=SUBNET,
        prefix=Given("network", "computePrefix", IPv4Network("10.0.0.0/26"), "Prefix."),
        needed=20,
        security_group=ref(NSG),
        route_table=ref(TABLE),
        endpoint_policy=None,
        service_endpoints=(),
        delegation="",
        endpoint_network_policies="Enabled",
        because=(),
    )
    firewall = Given("hub", "firewall", IPv4Address("10.9.0.4"), "Firewall.")
    route = Route(name="default", prefix=IPv4Network("0.0.0.0/0"), next_hop=firewall, because=())
    setting = Setting(
        resource=LOGS,
        target=NSG.symbol,
        categories=(),
        category_groups=("allLogs",),
        metrics=False,
        dedicated=False,
        workspace=Given("hub", "logs", WORKSPACE.id, "Workspace."),
    )
    rules = (rule("azure-ml", "Allow", 100, "AzureMachineLearning"), rule("deny-all", "Deny", 4096, "*"))
    network = VirtualNetwork(
        resource=VNET,
        prefix=Given("network", "space", IPv4Network("10.0.0.0/24"), "Space."),
        dns=(firewall,),
        subnets=(compute,),
    )
    return Module(
        name="network",
        title="Network",
        scope=GROUP.symbol,
        security_groups=(SecurityGroup(resource=NSG, subnet="compute", rules=rules),),
        route_tables=(RouteTable(resource=TABLE, routes=(route,)),),
        networks=(network,),
        diagnostics=(setting,),
    )


def _service(target: Resource) -> Service:
    return Service(resource=target, template="", parent="", links={}, values={}, properties=())


def _grant() -> Grant:
    return Grant(
        resource=GRANT,
        scope=ref(STORAGE),
        scope_kind="storage",
        scope_id=STORAGE.id,
        principal=ref(USER),
        principal_name="user",
        principal_type="ServicePrincipal",
        role="Reader",
        role_id=READER,
        description="Reads.",
    )


def package(name: str, groups: Sequence[Resource], modules: Sequence[Module]) -> Package:
    return Package(
        name=name,
        title=name,
        purpose="machine-learning",
        environment="dev",
        subscription=SUBSCRIPTION,
        location=HERE,
        tags=Tags(values={"owner": "risk"}),
        groups=tuple(ResourceGroup(resource=group) for group in groups),
        modules=tuple(modules),
        rights=(),
        providers=(),
        minutes=(1, 2),
        because=(),
    )


FRAUD = package(
    "fraud",
    [GROUP],
    [
        _network(),
        Module(name="storage", title="Storage", scope=GROUP.symbol, services=(_service(STORAGE),)),
        Module(
            name="identities",
            title="Identities",
            scope=GROUP.symbol,
            identities=(Identity(resource=USER, purpose="Reads."),),
        ),
        Module(
            name="access",
            title="Rights",
            scope=GROUP.symbol,
            after=("network",),
            existing=(Existing(symbol=USER.symbol, type=USER.type, api=USER.api, name=USER.name),),
            grants=(_grant(),),
        ),
    ],
)
HUB = package(
    "hub", [HUB_GROUP], [Module(name="logs", title="Logs", scope=HUB_GROUP.symbol, services=(_service(WORKSPACE),))]
)
BANK = Institution(name="Bank", code="bank", tenant=TENANT, cloud="AzureCloud")
WAY = Connection(mode="deployment", deny_settings="none", action_on_unmanage="detachAll")
PLAN = Plan(
    institution=BANK, deployment=WAY, spaces=(), packages=(HUB, FRAUD), connections=(), defaults=(), risks=(), flows=()
)

MODULES = ("network", "storage", "identities", "access")
WAITS: Mapping[Node, tuple[Node, ...]] = {
    (MAIN, "networkModule"): ((MAIN, "group"),),
    (MAIN, "storageModule"): ((MAIN, "group"),),
    (MAIN, "identitiesModule"): ((MAIN, "group"),),
    (MAIN, "accessModule"): tuple((MAIN, f"{name}Module") for name in MODULES[:3]),
    ("network", "virtualNetwork"): (("network", "guard"), ("network", "table")),
    ("network", "guardLogs"): (("network", "guard"),),
}


def raw(of: Package = FRAUD) -> list[dict[str, Any]]:
    """What Bicep would predict for a package that is exactly as planned, as a list that a test may change."""
    rows = []
    for row in expected(of, kinds()):
        head = {"id": row.resource.id, "type": row.resource.type, "name": row.name, "apiVersion": row.resource.api}
        place = {"location": row.location} if row.location else {}
        tags = {"tags": dict(row.tags)} if row.tags else {}
        rows.append(json.loads(json.dumps({**head, **place, **tags, **row.body})))
    return rows


def snapshot(rows: Sequence[Mapping[str, Any]], **more: Any) -> Snapshot:
    return normalised({"predictedResources": list(rows), "diagnostics": [], "outputs": {}, **more})


def template(waits: Mapping[Node, tuple[Node, ...]] = WAITS, **more: Any) -> Template:
    """The compiled template of the landing zone, with these dependencies."""
    resources = [row.resource for row in expected(FRAUD, kinds())]
    declarations = [
        Declaration(
            node=node, type=r.type, api=r.api, existing=False, looped=False, serial=False, after=waits.get(node, ())
        )
        for r in resources
        for node in [(r.module, r.symbol)]
    ]
    deployments = [
        Deployment(
            module=name,
            file=f"modules/{name}.bicep",
            node=node,
            name=f"{name}-x",
            scope="rg-fraud",
            after=waits.get(node, ()),
            symbolic=True,
        )
        for name in MODULES
        for node in [(MAIN, f"{name}Module")]
    ]
    plain = Template(
        text="{}",
        size=1000,
        parameters=3,
        outputs=0,
        declarations=tuple(declarations),
        deployments=tuple(deployments),
    )
    return replace(plain, **more)


def evidence(change: Callable[[list[dict[str, Any]]], None] | None = None, **more: Any) -> Evidence:
    """Evidence of the landing zone. `change` may edit what Bicep predicts, `more` replaces any other part."""
    rows = deepcopy(raw())
    if change is not None:
        change(rows)
    whole = Evidence(
        plan=PLAN,
        package=FRAUD,
        kinds=kinds(),
        sources={
            "main.bicep": "",
            "modules/network.bicep": f"// rules\nresource guard '{NSG.type}@{NSG.api}' = {{\n}}\n",
        },
        configs={CONFIG: (root() / "templates" / CONFIG_TEMPLATE).read_text("utf-8")},
        expected=expected(FRAUD, kinds()),
        template=template(),
        snapshot=snapshot(rows),
        formatted={},
        relint=(),
        failures={},
    )
    return replace(whole, **more)


def one(rows: list[dict[str, Any]], target: Resource) -> dict[str, Any]:
    """The predicted row of a resource."""
    return next(row for row in rows if row["id"] == target.id)


def codes(findings: Sequence[Diagnostic]) -> list[str]:
    return sorted({finding.code for finding in findings})
