"""Every blueprint of version 1 that there was: it is rewritten, and reads as if written by hand."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from ringfence.diagnostics import Rejected
from ringfence.load.document import Document, load, read
from ringfence.migrate import Undecided, migrated, migrated_ledger

OLD = Path(__file__).parent / "v1"
NEW = Path(__file__).parent / "v2"
LEDGERS = sorted(OLD.glob("*.ledger.yaml"))
FILES = [file for file in sorted(OLD.glob("*.yaml")) if file not in LEDGERS]
EXAMPLES = sorted(file.name for file in NEW.glob("*.yaml") if "." not in file.stem)
COMMENT = re.compile(r"(?<![^\s])#[^\r\n]*")
BREAK = re.compile(r"\r\n|\n|\r")
SILENT = {"owner": "no owner", "reason": "no reason", "reviewBy": "none"}


def comments(document: Document) -> Counter[str]:
    return Counter(COMMENT.findall(document.text))


def test_there_is_every_example_and_every_file_that_was_version_1_by_its_language() -> None:
    assert len(FILES) > 110
    assert len(LEDGERS) == 3


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_blueprint_is_rewritten_with_every_comment_and_with_its_line_ends(file: Path) -> None:
    old = load(file)
    new = read("new", migrated(old.text).text)
    assert new.tree["apiVersion"] == "ringfence/v2"
    assert comments(new) == comments(old)
    assert set(BREAK.findall(new.text)) == set(BREAK.findall(old.text))
    assert not {"hub", "purpose", "lake", "mlflow"} & {str(path[-1]) for path in new.places.keys} - {"lake"}


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_becomes_what_was_written_by_hand(name: str) -> None:
    given = {"owner": "data-platform@bank.example", "review_by": date(2027, 6, 30)}
    result = migrated((OLD / name).read_text("utf-8"), reason="Models are approved there.", **given)  # type: ignore[arg-type]
    assert result.text == (NEW / name).read_text("utf-8")
    assert result.undecided == ()


def test_what_version_1_does_not_say_is_left_out_and_told() -> None:
    result = migrated((OLD / "universal-bank.yaml").read_text("utf-8"))
    told = [
        ("scoring-models", ("owner", "reason", "reviewBy")),
        *(
            (name, ("owner", "reviewBy"))
            for name in ("spark-mlflow", "fraud-lake", "spark-bronze", "spark-silver", "pricing-gold", "scoring-gold")
        ),
    ]
    paths = [f"connections[name={name}].{word}" for name, words in told for word in words]
    assert [each.path for each in result.undecided] == paths
    assert all(SILENT[each.path.rpartition(".")[2]] in each.sentence for each in result.undecided)
    rows = read("new", result.text).tree["connections"]
    assert isinstance(rows, list)
    keys = [set(row) & {"owner", "reason", "reviewBy"} for row in rows if isinstance(row, dict)]
    assert keys == [set(), *[{"reason"}] * 6]


@pytest.mark.parametrize("name", ["quickstart", "regional-bank", "start", "minimal"])
def test_nothing_is_left_open_where_landing_zones_do_not_reach_each_other(name: str) -> None:
    assert migrated((OLD / f"{name}.yaml").read_text("utf-8")).undecided == ()


@pytest.mark.parametrize("file", LEDGERS, ids=lambda file: file.stem)
def test_a_ledger_keeps_every_line_but_its_version(file: Path) -> None:
    old, new = file.read_text("utf-8"), migrated_ledger(file.read_text("utf-8"))
    changed = [pair for pair in zip(old.splitlines(), new.splitlines(), strict=True) if pair[0] != pair[1]]
    assert changed == [("version: 1", "version: 2")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("apiVersion: ringfence/v2\n", "this blueprint is already version 2"),
        ("apiVersion: ringfence/v3\n", "this is no blueprint of version 1: its 'apiVersion' is not ringfence/v1"),
        ("name: x\n", "this is no blueprint of version 1: its 'apiVersion' is not ringfence/v1"),
        ("- ringfence/v1\n", "the file must be a mapping of keys to values"),
        ("a: [\n", "this is not YAML: while parsing a flow node expected the node content, but found '<stream end>'"),
    ],
)
def test_what_is_no_blueprint_of_version_1_gives_one_finding(text: str, message: str) -> None:
    with pytest.raises(Rejected) as rejected:
        migrated(text, name="bank.yaml")
    (finding,) = rejected.value.report.findings
    assert (finding.message, finding.place.file) == (message, "bank.yaml")
    assert finding.hint


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("version: 2\n", "this ledger is already version 2"),
        ("version: '1'\n", "the ledger's version must be 1"),
        ("numbers: {}\n", "the ledger's version must be 1"),
    ],
)
def test_what_is_no_ledger_of_version_1_gives_one_finding(text: str, message: str) -> None:
    with pytest.raises(Rejected) as rejected:
        migrated_ledger(text)
    assert [finding.message for finding in rejected.value.report.findings] == [message]


def test_an_undecided_part_is_a_path_and_a_sentence() -> None:
    lost = migrated((OLD / "quickstart.yaml").read_text("utf-8").replace("westeurope", "atlantis")).undecided
    sentence = "write a short name for the hub, such as that of its region: version 1 names no region that exists"
    assert lost == (Undecided("hubs[name=hub].name", sentence),)
