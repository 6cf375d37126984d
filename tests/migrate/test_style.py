"""Single points of a rewritten blueprint: names, comments, and what version 1 did not allow."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

import pytest

from ringfence.load.document import read
from ringfence.migrate import migrated

HEAD = "apiVersion: ringfence/v1\nregions: [westeurope]\n"


def new(text: str) -> str:
    """The text of a part of a blueprint in version 2."""
    head, _, rest = migrated(HEAD + dedent(text)).text.partition("regions: [westeurope]\n")
    assert head == "apiVersion: ringfence/v2\n"
    return rest


def tree(text: str) -> Any:
    return read("new", HEAD + new(text)).tree


def connections(*pairs: tuple[str, str]) -> list[str]:
    """The names of connections to a model registry between these landing zones."""
    zones = "".join(f"  - {{name: {a}, purpose: inference, inference: {{registry: {b}}}}}\n" for a, b in pairs)
    return [row["name"] for row in tree("landingZones:\n" + zones)["connections"]]


def lake(rows: str, *, name: str = "lake", more: str = "") -> str:
    return f"landingZones: [{{name: {name}, purpose: data-lake, lake: {{access: [{rows}]}}}}]\n{more}"


@pytest.mark.parametrize(
    ("start", "name"),
    [
        ("scoring", "scoring-models"),
        ("seventeen-letters", "seventeen-letters-models"),
        ("market-risk-production", "market-risk-models"),
        ("internationalisation-eu", "internationalisat-models"),
        ("Ünï 1", "n-1-models"),
        ("1st", "x1st-models"),
    ],
)
def test_a_name_that_is_too_long_is_cut_between_words(start: str, name: str) -> None:
    assert connections((start, "fraud")) == [name]


def test_names_are_numbered_where_they_would_be_equal_also_to_other_names() -> None:
    pairs = [("market-risk-production", "a"), ("market-risk-prediction", "b"), ("x", "c"), ("x-models", "d")]
    assert connections(*pairs) == ["market-risk-models", "market-risk-models-2", "x-models-2", "x-models-models"]


@pytest.mark.parametrize(
    ("layers", "name"),
    [
        ("[gold]", "jobs-gold"),
        ("[silver, gold]", "jobs-lake-of-the-bank"),
        ("gold", "jobs-lake-of-the-bank"),
        ("[]", "jobs-lake-of-the-bank"),
    ],
)
def test_a_connection_to_a_lake_is_called_by_its_layer_or_by_the_lake(layers: str, name: str) -> None:
    rows = f"{{landingZone: jobs, layers: {layers}, reason: They read.}}"
    assert [row["name"] for row in tree(lake(rows, name="lake-of-the-bank"))["connections"]] == [name]


def test_both_words_of_a_long_name_are_cut() -> None:
    rows = "{landingZone: market-risk-production, layers: [silver, gold], reason: They read.}"
    names = [row["name"] for row in tree(lake(rows, name="lake-of-the-whole-bank"))["connections"]]
    assert names == ["market-risk-lake-of-the"]


@pytest.mark.parametrize(
    "row",
    [
        "{layers: [gold], reason: Whose?}",
        "{group: nobody, layers: [gold], reason: A group that is not there.}",
        "{group: people, landingZone: jobs, layers: [gold], reason: Both.}",
        "{landingZone: 7, layers: [gold], reason: No name.}",
        "{landingZone: jobs, name: mine, layers: [gold], reason: Twice.}",
        "people",
    ],
)
def test_a_row_of_a_lake_that_belongs_nowhere_stays_and_is_told(row: str) -> None:
    text = lake(row, more="access: [{group: people, objectId: x}]\n")
    result = migrated(HEAD + text)
    assert result.text.endswith(f"dataLake: {{access: [{row}]}}}}]\naccess: [{{group: people, objectId: x}}]\n")
    label = "group=nobody" if "nobody" in row else "group=people" if "group" in row else "0"
    paths = [each.path for each in result.undecided]
    if row.startswith("{landingZone: jobs"):
        label = "name=mine"
    assert paths == [f"landingZones[name=lake].dataLake.access[{label}]"]
    places = read("new", result.text).places
    assert {places.keyed(path) for path in places.values} >= set(paths)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("hubs: []\nhub: {subscription: a}\n", "hub: {subscription: a}"),
        ("hub: {logs: 1, logRetentionDays: 30}\n", "logRetentionDays: 30"),
        ("onPremises: {prefixes: []}\nhub: {onPremisesDomains: []}\n", "onPremisesDomains: []"),
        ("landingZones: [{name: a, purpose: quantum, quantum: {}}]\n", "purpose: quantum"),
        ("landingZones: [{name: a, purpose: [inference]}]\n", "purpose: [inference]"),
        ("landingZones: [{name: a, services: {}, registry: true}]\n", "registry: true"),
        ("landingZones: [{name: a, clusters: [], inference: {clusters: []}}]\n", "clusters: []"),
        ("landingZones: [{name: a, lake: {}, dataLake: {}}]\n", "lake: {}"),
        ("connections: []\nlandingZones: [{name: a, inference: {registry: b}}]\n", "registry: b"),
        ("landingZones: [{inference: {registry: b}}]\n", "registry: b"),
        ("landingZones: [{name: a, purpose: databricks, databricks: [], agents: 4}]\n", "agents: {count: 4}"),
        ("landingZones: none\n", "landingZones: none"),
        ("hub: 10.0.0.0/8\n", "hubs: 10.0.0.0/8"),
        ("hub: {resolver: yes, firewall: [Premium]}\n", "resolver: yes, firewall: [Premium]"),
        ("hub: {firewall: , resolver: }\n", "firewall: , resolver:"),
    ],
)
def test_what_version_1_did_not_allow_stays_for_validate_to_report(text: str, kept: str) -> None:
    assert kept in new(text)
    tree(text)


def test_a_zone_of_unknown_purpose_is_told() -> None:
    result = migrated(f"{HEAD}landingZones: [{{name: a, region: x}}, {{region: y}}]\n")
    assert [each.path for each in result.undecided] == ["landingZones[name=a]", "landingZones[1]"]


def test_comments_go_with_what_they_speak_of() -> None:
    old = """\
        hub:  # ours
          resolver: false  # not yet
          # Searchable.
          logRetentionDays: 30
          # Raw.
          flowLogRetentionDays: 40  # short
        landingZones:
          # Models.
          - purpose: inference  # for the payment teams
            name: scoring
            inference:
              registry: fraud  # approved there
              # Not yet:
              # online: []
          - name: lake
            purpose: data-lake
            lake:
              # Each has a reason.
              access:  # reviewed in May
                # Jobs.
                - landingZone: fraud  # theirs
                  layers: [gold]
                  # Ticket 1.
                  reason: Jobs read.
                # People.
                - {group: people, layers: [gold], reason: People read.}  # few
                # - {group: others}
        # People.
        access:
          - {group: people, objectId: x}  # ours
    """
    assert new(old) == dedent(
        """\
        hubs:  # ours
          - name: weu
            # not yet
            # Searchable.
            logs:
              retentionDays: 30
              # Raw.
              flowRetentionDays: 40  # short
        landingZones:
          # Models.
          - name: scoring
            inference: {}  # for the payment teams
              # Not yet:
              # online: []
          - name: lake
            dataLake: {}
              # - {group: others}
        connections:
          - name: scoring-models
            from: scoring
            to: fraud  # approved there
            use: modelRegistry
          # Each has a reason.
          # reviewed in May
          # Jobs.
          - name: fraud-gold
            from: fraud  # theirs
            to: lake
            use: lake
            layers: [gold]
            # Ticket 1.
            reason: Jobs read.
        # People.
        access:
          - group: people  # ours
            objectId: x
            layers:
              # People.
              - {lake: lake, layers: [gold], reason: People read.}  # few
        """
    )


def test_a_text_in_brackets_becomes_a_key_a_line_where_it_gets_too_long_or_holds_comments() -> None:
    long = "x" * 60
    old = f"""\
        landingZones:
          - {{name: {long}, environment: {"y" * 20}, purpose: inference, clusters: [], names: {{}}}}
          - {{name: a, purpose: inference, # because
             clusters: []}}
    """
    assert new(old) == dedent(
        f"""\
        landingZones:
          - name: {long}
            environment: {"y" * 20}
            inference: {{clusters: []}}
            names: {{}}
          - name: a
            inference: {{clusters: []}}  # because
        """
    )


@pytest.mark.parametrize(
    ("old", "expected"),
    [
        ("? hub\n: {subscription: a}\n", "hubs:\n  - {name: weu, subscription: a}\n"),
        ('"hub": {"subscription":"a"}\n', 'hubs:\n  - {name: weu, "subscription": "a"}\n'),
        ("hub:\n  # where\n  {subscription: a}\n", "# where\nhubs:\n  - {name: weu, subscription: a}\n"),
        ("hub:\n    region: x\n    tags: {}", "hubs:\n    - name: hub\n      region: x\n      tags: {}"),
        ("hub:\n  tags:\n    a: |  # text\n      one\n\n       two\n\n", None),
        ("hub:\n  tags: {a: 'one\n    two'}\nregion: x\n...\n# end\n", None),
        ("hub:\n  firewall: a, b\n", "hubs:\n  - name: weu\n    firewall:\n      tier: a, b\n"),
        ("onPremises:\n- 10.0.0.0/8 # all\n", "onPremises:\n  prefixes:\n  - 10.0.0.0/8 # all\n"),
        ("onPremises: [10.0.0.0/8] # all\n", "onPremises: {prefixes: [10.0.0.0/8]} # all\n"),
    ],
)
def test_other_ways_to_write_yaml(old: str, expected: str | None) -> None:
    assert expected is None or new(old) == expected
    before, after = read("old", HEAD + old).tree, tree(old)
    if "hub" in before and isinstance(before["hub"], dict) and "tags" in before["hub"]:
        assert after["hubs"][0]["tags"] == before["hub"]["tags"]
    assert new(old).count("#") == old.count("#")


def test_the_version_keeps_its_quotes_and_the_document_its_mark() -> None:
    assert migrated("---\n'apiVersion': \"ringfence/v1\" # now\n").text == "---\n'apiVersion': \"ringfence/v2\" # now\n"


def test_a_blueprint_in_json_stays_on_a_line_or_gets_a_key_a_line() -> None:
    assert migrated('{"apiVersion": "ringfence/v1"}').text == '{"apiVersion": "ringfence/v2"}'
    long = migrated('{"apiVersion":"ringfence/v1","a":"' + "b" * 120 + '","hub":{"tags":{}}}\n').text
    assert long == f'"apiVersion": "ringfence/v2"\n"a": "{"b" * 120}"\nhubs: [{{name: hub, "tags": {{}}}}]\n'
