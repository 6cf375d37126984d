"""A document is a blueprint, or every reason why not is given, at its place and in our words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from functools import reduce
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.partial import Loss, Salvaged
from ringfence.blueprint.schema.paths import keys_at
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document, read
from ringfence.load.places import Path, Value
from tests.blueprint.blueprints import FULL, MINIMAL, edited, findings, full, judged, tree

INSTEAD = {"sshKeySecret", "organizationId", "distributed", "judged", "existing", *keys_at(("hubs", 0, "existing"))}
"""Keys that stand instead of others, which the full blueprint has: another key of a jump host, ids of GitHub, several
nodes instead of one cluster, a judge of what Databricks trains, somebody else's hub.
"""


INSTITUTION = next(line for line in MINIMAL.splitlines() if line.startswith("institution:"))


def test_blueprint_with_every_key_is_valid() -> None:
    assert findings(FULL) == ()
    assert full().landing_zones[0].clusters[0].max_nodes == 4


def test_full_blueprint_really_has_every_key_of_the_language() -> None:
    def keys(value: Value) -> set[str]:
        if isinstance(value, list):
            return {key for element in value for key in keys(element)}
        return {*value, *(key for each in value.values() for key in keys(each))} if isinstance(value, dict) else set()

    language = {name for node in Blueprint.model_json_schema()["$defs"].values() for name in node["properties"]}
    assert language - INSTEAD <= keys(tree())


def test_date_without_quotes_and_with_quotes_is_the_same_date() -> None:
    assert (
        edited("reason: Prices of the day.\n    reviewBy: 2027-06-30", "reason: Prices.\n    reviewBy: '2027-06-30'")
        == []
    )


def test_findings_speak_our_language_and_not_that_of_the_library() -> None:
    text = MINIMAL.replace("code: tst", "code: 12").replace("[10.40.0.0/16]", "10.40.0.0/33").replace("hubs:", "hub:")
    for finding in findings(text):
        spoken = f"{finding.message} {finding.hint}".lower()
        for word in ("pydantic", "input should", "string_", "https://errors", "field required", "extra inputs"):
            assert word not in spoken


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("maxNodes: 4", "maxnodes: 4", "did you mean 'maxNodes'?"),
        ("maxNodes: 4", "zzz: 4", "the keys allowed here are: name, size, maxNodes, idleMinutes"),
        ("tier: Premium", "tier: premium", "did you mean 'Premium'?"),
        ("addressSpace: 10.40.8.0/22", "addressSpace: 10.40.9.0/22", "did you mean 10.40.8.0/22?"),
        ("addressSpace: 10.40.8.0/22", "addressSpace: 10.40.8.0/255.255.252.0", "write 10.40.8.0/22"),
        ("agents: {count: 4}", "agents: {count: '4'}", "write it without quotes"),
        ("agents: {count: 4}", "agents: {count: 4.0}", "write 4"),
        ("agents: {count: 4}", "agents: {count: 4.5}", "Agents to leave room for"),
        ('cost-centre: "4711"', "cost-centre: 4711", "put it in quotes"),
        ("subscription: ml\n    region", "subscription: mll\n    region", "did you mean 'ml'?"),
        ("    owner: team-network\n    reason: The time", "    reason: The time", "a team or a mailbox"),
        ("regions: [westeurope, northeurope]", "regions: westeurope", "write [westeurope]"),
        ("retentionDays: 365", "retentionDays: 3650", "Days that logs stay searchable"),
    ],
)
def test_hint_says_what_would_be_right(old: str, new: str, hint: str) -> None:
    found = findings(FULL.replace(old, new, 1))
    assert found
    assert hint in found[0].hint


def test_a_value_that_azure_has_and_the_design_cannot_take_is_refused_with_the_reason() -> None:
    text = FULL.replace("tier: Premium", "tier: Basic")
    (found,) = findings(text)
    assert (found.code, found.path.endswith("firewall.tier")) == ("BLU03", True)
    assert "only reports threats" in found.message
    assert found.source.startswith("azure-docs firewall/overview.md")
    (other,) = findings(text.replace("tier: Basic", "tier: Ultimate", 1))
    assert other.message == "'tier' must be Standard or Premium"


def test_unknown_key_is_shown_at_the_key_and_a_wrong_value_at_the_value() -> None:
    found = findings(MINIMAL + "flavour: vanilla\naccess: none\n")
    assert [(each.code, each.place.line, each.place.column) for each in found] == [("BLU01", 14, 1), ("BLU03", 15, 9)]


@pytest.mark.parametrize(
    ("old", "new", "place", "words", "hint"),
    [
        ("name: Test Bank", "name: ", (2, 15), "'name' is empty", "write it here: Name of the institution"),
        (INSTITUTION, "institution:", (2, 1), "'institution' is empty", "the keys allowed here are"),
        ("[10.40.0.0/16]", "", (9, 1), "'addressPools' is empty", "begin each entry with '- '"),
        ("[10.40.0.0/16]", "[10.40.0.0/16, ~]", (9, 30), "this entry is empty", "or leave the entry out"),
        ("machineLearning: {}", "machineLearning: {agents: }", (13, 56), "'agents' is empty", "or leave the key out"),
    ],
)
def test_empty_value_is_found_at_its_key(old: str, new: str, place: tuple[int, int], words: str, hint: str) -> None:
    (found,) = findings(MINIMAL.replace(old, new))
    assert ((found.place.line, found.place.column), found.message) == (place, words)
    assert hint in found.hint


def test_broken_optional_part_does_not_hide_the_findings_of_rules() -> None:
    text = FULL.replace("tier: Premium", "teir: Standard").replace("environment: prod", "environment: prd")
    found = [f"{each.code} {each.path}" for each in findings(text)]
    assert found == ["BLU01 hubs[name=weu].firewall.teir", "BLU05 landingZones[name=fraud].environment"]


def test_broken_part_is_not_reported_again_as_lacking() -> None:
    assert edited("addressSpace: 10.40.8.0/22", "addressSpace: 10.40.8.0/35") == [
        "BLU04 landingZones[name=fraud].addressSpace"
    ]
    assert edited("to: {serviceTag: Storage.WestEurope}", "to: {serviceTag: 5}") == [
        "BLU03 egress[name=monitor].to.serviceTag"
    ]
    assert edited("dev, subscription: ml, region", "dev, subscription: 7, region") == [
        "BLU03 landingZones[name=fraud-dev].subscription"
    ]


def spoilt_values() -> Iterator[Document]:
    """The full blueprint with one value of a wrong type, for each place where a value stands."""
    good, whole = read("bank.yaml", FULL), tree()
    for path in PATHS:
        data = deepcopy(whole)
        mutated(data, path, "replace", {"zz": 1})
        values = {**good.places.values, (*path, "zz"): good.places.at(path)}
        yield replace(good, tree=data, places=replace(good.places, tree=data, values=values))


def misspelt_keys() -> Iterator[Document]:
    """The full blueprint with another last letter of one key, for each key."""
    good, whole = read("bank.yaml", FULL), tree()
    for path in PATHS:
        data = deepcopy(whole)
        node = reduce(child, path[:-1], cast("Value", data))
        if isinstance(node, dict):
            wrong = f"{str(path[-1])[:-1]}xx"
            node[wrong] = node.pop(str(path[-1]))
            values = {**good.places.values, (*path[:-1], wrong): good.places.at(path)}
            yield replace(good, tree=data, places=replace(good.places, tree=data, values=values))


@pytest.mark.slow
@pytest.mark.parametrize("spoilt", [spoilt_values, misspelt_keys])
def test_no_rule_misses_what_is_there_but_broken(spoilt: Callable[[], Iterator[Document]]) -> None:
    language = {"BLU01", "BLU02", "BLU03", "BLU04", "BLU10", "BLU13", "BLU14"}
    for document in spoilt():
        found = {each.code: each.path for each in judged(document)}
        if language & set(found):
            assert not set(found) - language, found


def test_group_whose_personas_are_broken_is_not_reported_as_one_that_gets_nothing() -> None:
    loss = Loss("access.personas", "access[group=people]", "access[group=people].personas")
    rest = Salvaged(full(), read("bank.yaml", FULL), (loss,))
    assert not rest.trusts(Diagnostic(code="BLU05", message="the group gets nothing", path="access[group=people]"))
    assert rest.trusts(Diagnostic(code="BLU05", message="no such zone", path="landingZones[name=fraud].environment"))


def test_broken_environment_is_not_reported_as_a_lack_of_subscriptions() -> None:
    text = FULL.replace("{name: prod, subscription: ml,", "{name: prod, subscrption: ml,").replace(
        "    subscription: ml\n", ""
    )
    assert [each.code for each in findings(text)] == ["BLU01"]


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=8)
    | st.sampled_from(["*", "10.0.0.0/8"]),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["name", "to", "x"]), inner, max_size=2)
    ),
    max_leaves=4,
)


def paths(value: Value, path: Path = ()) -> list[Path]:
    """Every path below a value."""
    steps: list[tuple[str | int, Value]] = []
    if isinstance(value, dict):
        steps = list(value.items())
    elif isinstance(value, list):
        steps = list(enumerate(value))
    return [found for step, inner in steps for found in ((*path, step), *paths(inner, (*path, step)))]


PATHS = paths(tree())


def child(data: Value, step: str | int) -> Value:
    """What is under a key or at an index."""
    if isinstance(data, dict):
        return data.get(str(step))
    return data[step] if isinstance(data, list) and isinstance(step, int) and step < len(data) else None


def mutated(data: Value, path: Path, action: str, value: Value) -> None:
    """Deletes, replaces or adds something at a path; a path that an earlier change removed stays as it is."""
    for step in path[:-1]:
        data = child(data, step)
    last = path[-1]
    if isinstance(data, dict) and isinstance(last, str) and last in data:
        if action == "delete":
            del data[last]
        else:
            data[last if action == "replace" else f"{last}s"] = value
    elif isinstance(data, list) and isinstance(last, int) and last < len(data):
        if action == "delete":
            del data[last]
        elif action == "replace":
            data[last] = value
        else:
            data.insert(last, value)


CHANGES = st.tuples(st.sampled_from(PATHS), st.sampled_from(["delete", "replace", "insert"]), VALUES)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(st.lists(CHANGES, min_size=1, max_size=4))
def test_blueprint_broken_in_any_way_gives_findings_with_places_and_never_a_traceback(
    changes: list[tuple[Path, str, Value]],
) -> None:
    data: Value = tree()
    for path, action, value in changes:
        mutated(data, path, action, value)
    for finding in findings(json.dumps(data, indent=1, ensure_ascii=False)):
        assert finding.place.line >= 1
        assert finding.place.column >= 1
        assert finding.code
        assert finding.message
        assert finding.hint
