"""The prediction written back as Bicep, to be judged with its values."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringfence.catalog.read import kinds
from ringfence.check.bicep import Bicep
from ringfence.check.flatten import MAIN, extended, flattened, group_of, owner
from ringfence.check.snapshot import Predicted
from tests.check.build import GROUP, LOGS, NSG, STORAGE, VNET, raw

APIS = {kind.type.lower(): kind.api.version("AzureCloud") for kind in kinds().values()}
ROWS = tuple(Predicted(row) for row in raw())


def test_groups_and_targets_are_read_from_ids() -> None:
    assert group_of(GROUP.id) == ""
    assert group_of(NSG.id) == GROUP.id
    assert extended(LOGS.id) == NSG.id
    assert extended(NSG.id) == ""


def test_each_group_is_a_file_and_each_line_has_an_owner() -> None:
    files = flattened(ROWS, APIS)
    assert [file.name for file in files] == [MAIN, "group0.bicep", "bicepconfig.json"]
    lines = files[1].text.splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "'name': 'vnet-fraud'" in text)
    assert owner(files, "group0.bicep", line) == VNET.id
    assert owner(files, "group0.bicep", 10_000) == ""
    assert owner(files, "other.bicep", 1) == ""


def test_extensions_stand_on_their_targets() -> None:
    text = flattened(ROWS, APIS)[1].text
    nsg = next(line.split()[1] for line in text.splitlines() if "networkSecurityGroups@" in line)
    assert f"  scope: {nsg}\n  'name': 'to-logs'" in text


def test_a_target_of_another_package_is_declared_as_existing() -> None:
    text = flattened([row for row in ROWS if row.id == LOGS.id], APIS)[1].text
    assert f"'{NSG.type}@{NSG.api}' existing = {{\n  name: 'nsg-fraud'" in text
    assert "existing" not in flattened([row for row in ROWS if row.id == LOGS.id], {})[1].text


def test_values_are_spelled_so_that_none_becomes_code() -> None:
    row = Predicted({"id": STORAGE.id, "type": STORAGE.type, "properties": {"a": "it's ${x}\n\\", "b": [1.5, None]}})
    text = flattened([row], APIS)[1].text
    assert "'a': 'it\\'s \\${x}\\u{a}\\\\', 'b': [json('1.5'), null]" in text


def test_expressions_are_left_to_azure() -> None:
    row = Predicted({"id": STORAGE.id, "type": STORAGE.type, "properties": {"a": "[reference('x')]", "b": "[[x"}})
    assert "'a': any(''), 'b': '[[x'" in flattened([row], APIS)[1].text


@pytest.mark.bicep
@pytest.mark.parametrize(
    ("target", "changed", "code"),
    [
        (STORAGE.id, {"name": "Not-A-Storage-Name"}, "BCP416"),
        (STORAGE.id, {"properties": {"somethingElse": False}}, "BCP037"),
        (STORAGE.id, {"name": "s" * 25}, "BCP332"),
        (VNET.id, {"properties": {"addressSpace": {"addressPrefixes": "10.0.0.0/24"}}}, "BCP036"),
        (VNET.id, {"id": VNET.id.upper()}, ""),
        ("", {}, "BCP121"),
    ],
)
def test_the_compiler_sees_computed_values(
    bicep: Bicep, tmp_path: Path, target: str, changed: dict[str, object], code: str
) -> None:
    rows = [Predicted({**row.raw, **changed}) if row.id == target else row for row in ROWS]  # type: ignore[dict-item]
    for file in flattened(rows if target else [*rows, rows[-1]], APIS):
        (tmp_path / file.name).write_text(file.text)
    found = {message.code for message in bicep.compile(tmp_path / MAIN).messages}
    assert found - {"BCP104"} == ({code} - {""})  # BCP104: the file that refers to a file with errors
