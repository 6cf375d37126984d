"""Random banks: hubs, landing zones of every purpose, people and flows of every kind the language knows.

What is drawn is a valid blueprint: a section only names what was drawn before it.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from ringfence.catalog.read import purposes
from tests.banks import Tree, bank, flow, zone
from tests.feature_examples import alone, keys
from tests.properties.endpoints import sections
from tests.properties.hubs import hubs
from tests.properties.words import guid, keyed, names, some

REGIONS = ["westeurope", "swedencentral"]
LAYERS = ["bronze", "silver", "gold"]
WRITTEN = ["machine-learning", "databricks", "inference", "data-lake"]
"""Purposes with a strategy of their own, in the order in which they may name each other."""
PURPOSES = [*sorted(name for name in purposes() if name not in WRITTEN and alone(name)), *WRITTEN]
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
    """What a landing zone for machine learning has."""
    own: Tree = {
        "clusters": draw(clusters),
        "instances": [{"user": user, "objectId": guid(USERS.index(user))} for user in draw(some(USERS, most=3))],
        "agents": draw(st.integers(1, 30)),
        "exfiltrationPrevention": draw(st.booleans()),
        "registry": draw(st.booleans()),
    }
    if asked := draw(models):
        rows = [{"model": "gpt-5-mini", "version": "2025-08-07", **each} for each in asked]
        severity = draw(st.sampled_from(["low", "medium"]))
        own["languageModel"] = {"deployments": rows, "contentFilter": {"violence": severity}}
    return own


@st.composite
def databricks(draw: st.DrawFn, trainers: list[str], *, signs_in: bool) -> Tree:
    """What a landing zone for Databricks has; `trainers` are landing zones with an MLflow server."""
    servers = draw(some(trainers, most=2)) if trainers else []
    return {
        "databricks": {
            "nodes": draw(st.integers(2, 200)),
            "privateLink": draw(st.sampled_from(["full", "front-end"])),
            "webAuthentication": signs_in,
            "sizes": draw(some(["Standard_D4ds_v5", "Standard_E8ds_v5"], 1)),
            "mlflow": [{"landingZone": name, "reason": "Models are registered once."} for name in servers],
        }
    }


@st.composite
def lakes(draw: st.DrawFn, groups: list[str], jobs: dict[str, str]) -> Tree:
    """What a data lake has; `jobs` are the landing zones that run some, by name, with their purpose."""
    lake: Tree = {"accounts": draw(st.sampled_from(["one", "one-a-layer"])), "access": []}
    kept = draw(some(LAYERS))
    if kept:
        lake["retention"] = {"layers": kept, "days": draw(st.integers(1, 9999)), "reason": "Kept as it came."}
    holders = [("group", name) for name in groups] + [("landingZone", name) for name in sorted(jobs)]
    for key, name in draw(some(holders)) if holders else []:
        free = LAYERS if jobs.get(name) != "databricks" else [layer for layer in LAYERS if layer not in kept]
        if free:
            row: Tree = {key: name, "layers": draw(some(free, 1)), "reason": "Reads curated data."}
            lake["access"].append(row | {"access": draw(st.sampled_from(["read", "write"]))})
    return {"lake": lake}


@st.composite
def zones(draw: st.DrawFn, name: str, purpose: str, groups: list[str], earlier: list[Tree]) -> Tree:
    """A landing zone with a purpose and some keys of folders; it names only these groups and earlier landing zones."""
    own = draw(_written(name, purpose, groups, earlier))
    asked = {key: value for key, value in keys(purpose).items() if key not in own}
    return own | (asked if purpose not in WRITTEN else {key: asked[key] for key in draw(some(sorted(asked)))})


@st.composite
def _written(draw: st.DrawFn, name: str, purpose: str, groups: list[str], earlier: list[Tree]) -> Tree:
    region = draw(st.sampled_from(REGIONS))
    own = zone(name, region=region, environment=draw(st.sampled_from(["prod", "dev"]))) | {"purpose": purpose}
    trainers = [each["name"] for each in earlier if each["purpose"] == "machine-learning"]
    if purpose == "machine-learning":
        return own | draw(machine_learning())
    if purpose == "databricks":
        others = [each for each in earlier if each["purpose"] == "databricks" and each["region"] == region]
        return own | draw(databricks(trainers, signs_in=not others))
    if purpose == "inference":
        registries = [each["name"] for each in earlier if each.get("registry")]
        there = draw(clusters)
        return own | {"clusters": there, "inference": draw(sections(registries, groups, there))}
    if purpose == "data-lake":
        jobs = {each["name"]: each["purpose"] for each in earlier if each["purpose"] != "data-lake"}
        return own | draw(lakes(groups, jobs))
    return own


@st.composite
def flows(draw: st.DrawFn, own: list[Tree]) -> list[Tree]:
    """Ways out of landing zones in which something runs, out of subnets that all of them have."""
    found = []
    for name in draw(some(["bureau", "feed", "time"])):
        purpose, subnets = draw(
            st.sampled_from([("machine-learning", ["compute", "agents"]), ("databricks", ["host", "container"])])
        )
        called = [each["name"] for each in own if each["purpose"] == purpose]
        if called:
            start, subnet = draw(some(called, 1)), draw(some(subnets, 1))
            found.append(flow(name, *start, subnets=subnet, **draw(destinations)))
    return found


@st.composite
def banks(draw: st.DrawFn, least: int = 1, most: int = 5) -> Tree:
    """A bank with some landing zones, a hub that fits, people and a few flows."""
    premises = draw(st.sampled_from(PREMISES))
    groups = draw(some(["engineers", "network", "scientists"]))
    called = draw(st.lists(names, min_size=least, max_size=most, unique=True))
    purposes = sorted((draw(st.sampled_from(PURPOSES)) for _ in called), key=PURPOSES.index)
    own: list[Tree] = []
    for name, purpose in zip(called, purposes, strict=True):
        own.append(draw(zones(name, purpose, groups, own)))
    people = [
        {
            "group": name,
            "objectId": guid(100 + number),
            "personas": draw(some(PERSONAS, 1)),
            "landingZones": draw(some(called)),
        }
        for number, name in enumerate(groups)
    ]
    tree = bank(
        *own,
        egress=draw(flows(own)),
        access=people,
        regions=REGIONS,
        addressPools=["10.40.0.0/14"],
        onPremises=premises,
        hub=draw(hubs(premises)),
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
    for key in ("egress", "access"):
        before[key] = [
            row | {"landingZones": [name for name in row["landingZones"] if name != newcomer]} for row in after[key]
        ]
    before["egress"] = [row for row in before["egress"] if row["landingZones"]]
    return before, after
