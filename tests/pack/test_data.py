"""plan.json is the plan, and manifest.json is about every file."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from hashlib import sha256

import pytest
from pydantic import TypeAdapter

from ringfence.pipeline import Decision, files
from ringfence.plan.model.package import Plan
from ringfence.plan.model.written.plan_json import plain, plan_json, read_plan

pytestmark = pytest.mark.slow


def test_plan_json_reads_back_as_the_same_plan(decision: Decision) -> None:
    text = plan_json(decision.plan)
    again = read_plan(text)
    assert again == decision.plan
    assert plan_json(again) == text


def test_plan_json_is_short_lines_and_shares_only_what_is_in_the_plan(decision: Decision) -> None:
    text = plan_json(decision.plan)
    assert max(map(len, text.splitlines())) < 12_000
    shared = json.loads(text)["shared"]
    assert list(shared) == sorted(shared)
    assert [name for name in shared if text.count(f'{{"~":"{name}"') == 0] == []


def test_the_plain_data_of_plan_json_lacks_nothing(decision: Decision) -> None:
    whole = plain(plan_json(decision.plan))
    assert '"~"' not in json.dumps(whole)
    assert TypeAdapter(Plan).validate_json(json.dumps(whole)) == decision.plan


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"shared":1}',
        '{"shared":{}}',
        '{"institution":{"~":"0"},"shared":{}}',
        '{"a":{"~":"0"},"shared":{"0":1}}',
        '{"shared":{"0":{"is":"IPv4Address","value":"x"}}}',
        '{"shared":{},"packages":' + "[" * 99_999,
    ],
)
def test_what_is_no_plan_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - of whatever words
        read_plan(text)


def test_a_change_of_one_value_changes_few_lines(decision: Decision) -> None:
    before = decision.plan
    after = replace(before, institution=replace(before.institution, name="Another"))
    assert len(set(plan_json(after).splitlines()) ^ set(plan_json(before).splitlines())) == 2


def test_plan_json_names_no_key_twice_and_has_every_part_of_a_plan(decision: Decision) -> None:
    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        assert len(pairs) == len(dict(pairs))
        return dict(pairs)

    tree = json.loads(plan_json(decision.plan), object_pairs_hook=once)
    assert set(tree) == {field.name for field in fields(Plan)} | {"shared"}
    assert [package["name"] for package in tree["packages"]] == [p.name for p in decision.plan.packages]


def test_the_manifest_has_the_hash_of_every_file_but_itself(decision: Decision) -> None:
    written = files(decision)
    manifest = json.loads(written["manifest.json"])
    hashes = {path: sha256(text.encode()).hexdigest() for path, text in written.items() if path != "manifest.json"}
    assert manifest["files"] == hashes
    assert manifest["from"] == "bank.yaml"
    assert manifest["blueprint"] == sha256(decision.document.text.encode()).hexdigest()
    assert manifest["ledger"] == sha256(decision.ledger_text.encode()).hexdigest()


def test_every_file_ends_in_one_line_feed_and_has_no_other_kind_of_line_end(decision: Decision) -> None:
    for path, text in files(decision).items():
        assert text.endswith("\n"), path
        assert not text.endswith("\n\n"), path
        assert "\r" not in text, path
