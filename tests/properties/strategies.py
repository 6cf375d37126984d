"""Random banks: hubs, landing zones of every purpose, people and flows of every kind the language knows.

What is drawn is a valid blueprint: a section only names what was drawn before it.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from ringfence.blueprint.language.compute import TRAINING
from ringfence.catalog.read import purposes
from tests.banks import Tree, bank, connection, flow, zone
from tests.feature_examples import blocks, to_lakes, workload
from tests.properties.endpoints import sections
from tests.properties.hubs import domains, hubs
from tests.properties.words import guid, keyed, names, some

REGIONS = ["westeurope", "swedencentral"]
LAYERS = ["bronze", "silver", "gold"]
KINDS = ["jobs", "all-purpose", "pipelines"]
WRITTEN = ["machine-learning", "databricks", "inference", "data-lake"]
"""Purposes with a strategy of their own, in the order in which they may name each other."""
ON_LAKES = sorted(name for name in purposes() if name not in WRITTEN and "lake" in workload(name))
"""Purposes whose workload block names a lake, which comes before them."""
PURPOSES = [*sorted({*purposes()} - {*WRITTEN, *ON_LAKES}), *WRITTEN, *ON_LAKES]
PERSONAS = ["data-scientist", "ml-engineer", "auditor", "network-engineer"]
PREMISES: list[list[str]] = [[], ["10.0.0.0/12"], ["192.168.0.0/16", "10.44.0.0/16"]]
USERS = ["ana", "bo", "cy", "dee"]
clusters = st.lists(
    st.fixed_dictionaries({"name": st.sampled_from(["cpu", "gpu", "big"]), "maxNodes": st.integers(1, 60)}),
    min_size=1,
    max_size=3,
    unique_by=lambda cluster: cluster["name"],
)
models = keyed(
    "name",
    ["chat", "draft", "vectors"],
    sku=st.sampled_from(["Standard", "ProvisionedManaged"]),
    capacity=st.integers(1, 90),
)
destinations: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.just({"to": {"fqdns": ["feed.bank.example"]}}),
    st.just({"to": {"fqdns": ["mail.bank.example"]}, "ports": [8443]}),
    st.just({"to": {"addresses": ["198.51.100.0/28", "203.0.113.8/32"]}, "ports": [22, 443]}),
    st.just({"to": {"serviceTag": "AzureDevOps"}}),
    st.just({"to": {"addresses": ["203.0.113.64/27"]}, "protocol": "UDP", "ports": [123]}),
)


@st.composite
def machine_learning(draw: st.DrawFn) -> Tree:
    """The workload block of a landing zone for machine learning."""
    return {
        "clusters": draw(clusters),
        "instances": [{"user": user, "objectId": guid(USERS.index(user))} for user in draw(some(USERS, most=3))],
        "agents": {"count": draw(st.integers(1, 30))},
        "exfiltrationPrevention": draw(st.booleans()),
    }


@st.composite
def trainers_services(draw: st.DrawFn) -> Tree:
    """Services of a landing zone for machine learning."""
    own: Tree = {"modelRegistry": {}} if draw(st.booleans()) else {}
    if asked := draw(models):
        rows = [{"model": "gpt-5-mini", "version": "2025-08-07", **each} for each in asked]
        severity = draw(st.sampled_from(["low", "medium"]))
        own["languageModel"] = {"deployments": rows, "contentFilter": {"violence": severity}}
    return own


@st.composite
def databricks(draw: st.DrawFn, *, signs_in: bool) -> Tree:
    """The workload block of a landing zone for Databricks."""
    return {
        "nodes": draw(st.integers(2, 200)),
        "privateLink": draw(st.sampled_from(["full", "front-end"])),
        "webAuthentication": signs_in,
        "sizes": draw(some(["Standard_D4ds_v5", "Standard_E8ds_v5"], 1)),
        "policies": [
            {"name": name, "kind": draw(st.sampled_from(KINDS)), "max": 1} for name in draw(some(["nightly", "shared"]))
        ],
    }


@st.composite
def lakes(draw: st.DrawFn) -> Tree:
    """The workload block of a data lake."""
    lake: Tree = {"accounts": draw(st.sampled_from(["one", "one-a-layer"]))}
    if kept := draw(some(LAYERS)):
        lake["retention"] = {"layers": kept, "days": draw(st.integers(1, 9999)), "reason": "Kept as it came."}
    if draw(st.booleans()):
        lake["evidence"] = {"days": draw(st.integers(1, 9999)), "reason": "Decisions are kept."}
    if colder := draw(some([*LAYERS, *(["evidence"] if "evidence" in lake else [])])):
        cool, cold = draw(st.integers(30, 90)), draw(st.integers(100, 400))
        lake["lifecycle"] = {layer: {"cool": cool, "cold": cold, "reason": "Hardly read."} for layer in colder}
    return lake


def _held(earlier: list[Tree], key: str) -> bool:
    """Whether a landing zone has a block of a service already, of which private DNS zones may have room for one."""
    return any(key in each.get("services", {}) for each in earlier)


@st.composite
def zones(draw: st.DrawFn, name: str, purpose: str, groups: list[str], earlier: list[Tree]) -> Tree:
    """A landing zone with a purpose and some services of folders; endpoints name only these groups."""
    region = draw(st.sampled_from(REGIONS))
    its_lakes = [each["name"] for each in earlier if "dataLake" in each]
    if purpose in ON_LAKES and not its_lakes:
        purpose = "data-lake"
    asked = {key: block for key, block in blocks(purpose).items() if purpose in WRITTEN or not _held(earlier, key)}
    chosen = {key: asked[key] for key in draw(some(sorted(asked)))} if asked else {}
    if purpose == TRAINING:
        chosen |= draw(trainers_services())
    key, block = purposes()[purpose].key, workload(purpose)
    if purpose == TRAINING:
        block = draw(machine_learning())
    elif purpose == "databricks":
        signs_in = not any("databricks" in each and each["region"] == region for each in earlier)
        block = draw(databricks(signs_in=signs_in))
    elif purpose == "inference":
        models = any("modelRegistry" in each.get("services", {}) for each in earlier)
        block = draw(sections(groups, draw(clusters), models=models))
    elif purpose == "data-lake":
        block = draw(lakes())
    elif purpose == "data-factory" and any("dataFactory" in each for each in earlier):
        block["portal"] = False  # one studio serves every factory
    elif purpose in ON_LAKES:
        block["lake"] = draw(st.sampled_from(its_lakes))
    # The vault of the key is in the subscription of prod, and Azure takes a key from there only.
    environment = "prod" if "customerManagedKey" in block else draw(st.sampled_from(["prod", "dev"]))
    return zone(name, key, region=region, **block) | {"environment": environment, "services": chosen}


@st.composite
def connections(draw: st.DrawFn, own: list[Tree]) -> list[Tree]:
    """Paths between landing zones: models for each that answers with some, MLflow and lakes for some."""
    lake_zones = [each for each in own if "dataLake" in each]
    trainers = [each["name"] for each in own if "machineLearning" in each]
    registries = [each["name"] for each in own if "modelRegistry" in each.get("services", {})]
    found: list[Tree] = to_lakes(own)
    for each in own:
        if "inference" in each and registries:
            found.append(connection(each["name"], "modelRegistry", draw(st.sampled_from(registries))))
        if "databricks" in each and trainers:
            found += [connection(each["name"], "mlflow", name) for name in draw(some(trainers, most=2))]
        if "dataFactory" in each:
            found += [connection(each["name"], "lake", one["name"], *draw(some(LAYERS, 1))) for one in lake_zones[:1]]
            found += [connection(each["name"], "databricks", one["name"]) for one in own if "databricks" in one][:1]
            calls = [(one["name"], row["name"]) for one in own for row in one.get("inference", {}).get("batch", [])]
            found += [connection(each["name"], "batchEndpoint", name, endpoint=called) for name, called in calls[:1]]
        if "powerBi" in each:
            found += [connection(each["name"], "lake", one["name"], "gold") for one in lake_zones[:1]]
            found += [connection(each["name"], "sql", one["name"]) for one in own if "databricks" in one][:1]
        if "dataLake" not in each and any(key in each for key in ("inference", "databricks", "machineLearning")):
            for lake in draw(some([one["name"] for one in lake_zones])) if lake_zones else []:
                kept = next(one for one in lake_zones if one["name"] == lake)["dataLake"].get("retention", {})
                free = [layer for layer in LAYERS if "databricks" not in each or layer not in kept.get("layers", [])]
                if free:
                    layers, access = draw(some(free, 1)), draw(st.sampled_from(["read", "write"]))
                    found.append(connection(each["name"], "lake", lake, *layers, access=access))
    return [row | {"name": f"c{number}-{row['use'].lower()}"} for number, row in enumerate(found)]


@st.composite
def layers(draw: st.DrawFn, own: list[Tree]) -> list[Tree]:
    """Layers of lakes that a group may read or write."""
    names = [each["name"] for each in own if "dataLake" in each]
    return [
        {"lake": name, "layers": draw(some(LAYERS, 1)), "access": access, "reason": "Stewards look after it."}
        for name in (draw(some(names)) if names else [])
        for access in [draw(st.sampled_from(["read", "write"]))]
    ]


@st.composite
def flows(draw: st.DrawFn, own: list[Tree]) -> list[Tree]:
    """Ways out of landing zones in which something runs, out of subnets that all of them have."""
    found = []
    for name in draw(some(["bureau", "feed", "time"])):
        workload, subnets = draw(
            st.sampled_from([("machineLearning", ["compute", "agents"]), ("databricks", ["host", "container"])])
        )
        called = [each["name"] for each in own if workload in each]
        if called:
            start, chosen = draw(some(called, 1)), draw(some(subnets))
            found.append(flow(name, *start, **({"subnets": chosen} if chosen else {}), **draw(destinations)))
    return found


@st.composite
def banks(draw: st.DrawFn, least: int = 1, most: int = 5) -> Tree:
    """A bank with some landing zones, a hub that fits, people and a few flows."""
    premises = draw(st.sampled_from(PREMISES))
    groups = draw(some(["engineers", "network", "scientists"]))
    called = draw(st.lists(names, min_size=least, max_size=most, unique=True))
    purposes = sorted((draw(st.sampled_from(PURPOSES)) for _ in called), key=PURPOSES.index)
    own: list[Tree] = []
    hub = draw(hubs(premises))
    for name, purpose in zip(called, purposes, strict=True):
        own.append(draw(zones(name, purpose, groups, own)))
    people = [
        {
            "group": name,
            "objectId": guid(100 + number),
            "personas": draw(some(PERSONAS, 1)),
            "landingZones": draw(some(called)),
            "layers": draw(layers(own)),
        }
        for number, name in enumerate(groups)
    ]
    tree = bank(
        *own,
        connections=draw(connections(own)),
        egress=draw(flows(own)),
        access=people,
        regions=REGIONS,
        addressPools=["10.40.0.0/14"],
        onPremises={"prefixes": premises, "domains": draw(domains(premises)) if "resolver" in hub else []},
        hub=hub,
        deploy={"mode": draw(st.sampled_from(["deployment", "stack"]))},
    )
    tree["subscriptions"].append({"name": "lab", "id": guid(200)})
    return tree | {"environments": [{"name": "prod", "subscription": "ml"}, {"name": "dev", "subscription": "lab"}]}


@st.composite
def growths(draw: st.DrawFn) -> tuple[Tree, Tree]:
    """A bank, and the same bank with one landing zone more, whose flows and people come with it."""
    after = draw(banks(least=2))
    newcomer = after["landingZones"][-1]["name"]  # nobody names the last one
    for row in after["access"]:
        if row["landingZones"] == [newcomer]:
            row["landingZones"] = []  # that is all: without the newcomer too
    before = after | {"landingZones": after["landingZones"][:-1]}
    before["connections"] = [row for row in after["connections"] if newcomer not in (row["from"], row["to"])]
    for key in ("egress", "access"):
        before[key] = [
            row | {"landingZones": [name for name in row["landingZones"] if name != newcomer]} for row in after[key]
        ]
    before["access"] = [
        row | {"layers": [each for each in row["layers"] if each["lake"] != newcomer]} for row in before["access"]
    ]
    before["egress"] = [row for row in before["egress"] if row["landingZones"]]
    return before, after
