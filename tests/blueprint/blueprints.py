"""Blueprints for tests: the two files of this folder, as text, as data and with edits."""

from __future__ import annotations

import json
from pathlib import Path

from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.validate import validate
from ringfence.diagnostics import Diagnostic, Rejected
from ringfence.load.document import Document, read
from ringfence.load.places import Value
from tests.banks import Tree
from tests.feature_examples import landing_zones, to_lakes

LAKE = "lake"
"""The lake of the first file."""
_WRITTEN = Path(__file__).with_name("full.yaml").read_text("utf-8")


def _with_examples(text: str) -> str:
    """A blueprint, and a landing zone with the examples of folders for each purpose whose keys are not all in it."""
    unseen = [each for each in landing_zones() if not all(f"{key}:" in text for key in each)]
    theirs = next(each["name"] for each in landing_zones() if "dataLake" in each)
    zones, ways = ("".join(f"\n  - {json.dumps(each)}" for each in rows) for rows in (unseen, to_lakes(unseen)))
    added = f"{zones}\nconnections:{ways}".replace(f'"{theirs}"', f'"{LAKE}"')
    return text.replace("\nconnections:", added)


FULL = _with_examples(_WRITTEN)
MINIMAL = Path(__file__).with_name("minimal.yaml").read_text("utf-8")


def tree(text: str = FULL) -> dict[str, Value]:
    """The data of a blueprint, free to be changed."""
    copied = json.loads(json.dumps(dict(read("bank.yaml", text).tree)))
    assert isinstance(copied, dict)
    return copied


def findings(text: str) -> tuple[Diagnostic, ...]:
    """What is wrong with the text of a blueprint; nothing for a valid one."""
    try:
        return judged(read("bank.yaml", text))
    except Rejected as rejected:
        return rejected.report.findings


def found(data: Tree) -> tuple[Diagnostic, ...]:
    """What is wrong with a blueprint that is given as data."""
    return findings(json.dumps(data))


def judged(document: Document) -> tuple[Diagnostic, ...]:
    """What is wrong with a document; nothing for a valid one."""
    try:
        validate(document)
    except Rejected as rejected:
        return rejected.report.findings
    return ()


def edited(old: str, new: str, text: str = FULL) -> list[str]:
    """Code and path of each finding about a blueprint in which `old`, which stands there once, became `new`."""
    assert text.count(old) == 1, f"{old!r} stands there {text.count(old)} times"
    return [f"{each.code} {each.path}" for each in findings(text.replace(old, new))]


def full() -> Blueprint:
    """The blueprint with every key."""
    return validate(read("bank.yaml", FULL))
