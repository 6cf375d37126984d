"""Random blocks `inference`: endpoints with models, traffic that adds up, scales, batch work, ways out."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.banks import Tree
from tests.properties.words import some
from tests.variants import KEY

DEPLOYMENTS = ("blue", "dark-green", "red")
HOSTS = {"lists": "lists.bank.example", "news": "*.news.bank.example", "rates": "rates.bank.example"}
RULES: tuple[Tree, ...] = (
    {"metric": "cpu", "above": 70, "below": 25},
    {"metric": "cpu", "above": 90, "step": 3},
    {"metric": "latency", "above": 200, "step": 2},
    {"metric": "requests", "above": 900, "below": 100, "minutes": 15},
)
HOURS: tuple[Tree, ...] = (
    {"name": "day", "days": ["Monday", "Friday"], "start": "07:30", "end": "18:00"},
    {"name": "sunday", "days": ["Sunday"], "start": "00:00", "end": "23:59"},
)


@st.composite
def scales(draw: st.DrawFn) -> Tree:
    """How many instances there are, by load and by the hour."""
    bounds = st.tuples(st.integers(1, 5), st.integers(0, 5)).map(lambda pair: {"min": pair[0], "max": sum(pair)})
    zone = {"timeZone": draw(st.sampled_from(["UTC", "W. Europe Standard Time"]))}
    hours = [row | zone | draw(bounds) for row in draw(some(HOURS))]
    return draw(bounds) | {"rules": draw(some(RULES)), "schedules": hours}


@st.composite
def deployments(draw: st.DrawFn, name: str) -> Tree:
    """A model, with what it runs in."""
    own: Tree = {"name": name, "model": {"name": "payments", "version": str(draw(st.integers(1, 9)))}}
    if draw(st.booleans()):
        source = draw(st.sampled_from(["registry", "curated", "workspace"]))
        own["environment"] = {"name": "image", "version": "2", "source": source}
        own["code"] = {"name": "answer", "version": "1", "script": "src/score.py"}
    return own


@st.composite
def online(draw: st.DrawFn, name: str, groups: list[str], *, models: bool) -> Tree:
    """An endpoint that answers at once."""
    own: Tree = {"name": name, "callers": draw(some(groups)) if groups else []}
    called = draw(some(DEPLOYMENTS)) if models else []
    own["deployments"] = [draw(deployments(each)) for each in called]
    for each in own["deployments"]:
        if draw(st.booleans()):
            scale = draw(scales())
            each |= {"scale": scale, "instances": draw(st.integers(scale["min"], scale["max"]))}
    answering = called[: draw(st.integers(0, len(called)))]
    if answering:
        cuts = sorted(draw(st.lists(st.integers(0, 100), min_size=len(answering) - 1, max_size=len(answering) - 1)))
        own["traffic"] = {
            each: end - start for each, start, end in zip(answering, [0, *cuts], [*cuts, 100], strict=True)
        }
        idle = [each for each in called if not own["traffic"].get(each)]
        if draw(st.booleans()) and idle:
            own["mirror"] = {idle[0]: draw(st.integers(1, 50))}
    return own


@st.composite
def batch(draw: st.DrawFn, name: str, groups: list[str], clusters: list[Tree], *, models: bool) -> Tree:
    """An endpoint that takes work for a cluster."""
    own: Tree = {"name": name, "callers": draw(some(groups)) if groups else [], "deployments": []}
    for each in draw(some(["one", "two"])) if models else []:
        cluster = draw(st.sampled_from(clusters))
        nodes = draw(st.integers(1, cluster["maxNodes"]))
        own["deployments"].append(draw(deployments(each)) | {"cluster": cluster["name"], "nodes": nodes})
    if own["deployments"] and draw(st.booleans()):
        own["default"] = own["deployments"][-1]["name"]
    return own


@st.composite
def sections(draw: st.DrawFn, groups: list[str], clusters: list[Tree], *, models: bool) -> Tree:
    """A block `inference`; `models` says whether there is a registry that they come from."""
    own: Tree = {"clusters": clusters}
    own["online"] = [draw(online(name, groups, models=models)) for name in draw(some(["review", "score"]))]
    if draw(st.booleans()):
        own["customerManagedKey"] = KEY
    else:
        names = draw(some(["nightly", "weekly"]))
        own["batch"] = [draw(batch(name, groups, clusters, models=models)) for name in names]
    own["firewall"] = {"tier": draw(st.sampled_from(["Basic", "Standard"]))}
    out: dict[str, Any] = {"owner": "ml@bank.example", "reason": "Lists of the day.", "reviewBy": "2027-05-31"}
    own["outbound"] = [
        {"name": name, "host": HOSTS[name], "dataClass": "internal", **out} for name in draw(some(sorted(HOSTS)))
    ]
    return own
