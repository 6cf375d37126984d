"""Addresses of a landing zone that left the blueprint are taken for as long as the ledger has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringfence.diagnostics import Rejected
from ringfence.pipeline import decide
from tests.banks import Tree, bank, planned, write, zone
from tests.cli.ringfence import ringfence
from tests.variants import BASTION

PREFIX = "10.40.8.0/24"


def test_a_landing_zone_with_the_prefix_of_one_that_left_is_refused_in_the_first_run(tmp_path: Path) -> None:
    planned(tmp_path, bank(zone("alpha", addressSpace=PREFIX)))
    with pytest.raises(Rejected) as rejected:
        decide(write(tmp_path, bank(zone("apex", addressSpace=PREFIX))))
    (finding,) = rejected.value.report.findings
    assert (finding.code, finding.path) == ("LED04", "landingZones[name=apex].addressSpace")
    assert f"the ledger holds {PREFIX} for alpha" in finding.message
    assert finding.place.line >= 1


def test_another_prefix_is_no_matter_of_the_one_that_left(tmp_path: Path) -> None:
    planned(tmp_path, bank(zone("alpha", addressSpace=PREFIX)))
    assert decide(write(tmp_path, bank(zone("apex", addressSpace="10.40.9.0/24")))).plan


def two(fraud: str, pricing: str) -> Tree:
    """A bank whose landing zones have these networks."""
    return bank(zone("fraud", addressSpace=fraud), zone("pricing", addressSpace=pricing))


def generated(folder: Path, tree: Tree, output: str = "out") -> tuple[int, str]:
    """The exit code of `generate` and what it says, on one line."""
    done = ringfence("generate", write(folder, tree), "-o", folder / output)
    return done.exit_code, " ".join(done.stderr.split())


def test_networks_that_exchange_their_prefixes_are_refused_by_the_ledger_alone(tmp_path: Path) -> None:
    planned(tmp_path, two(PREFIX, "10.40.9.0/24"))
    with pytest.raises(Rejected) as rejected:
        decide(write(tmp_path, two("10.40.9.0/24", PREFIX)))
    findings = rejected.value.report.findings
    assert [(finding.code, finding.value) for finding in findings] == [("REL13", "10.40.9.0/24"), ("REL13", PREFIX)]
    assert "a later release" in findings[0].hint
    assert all(finding.place.line > 1 for finding in findings)


def test_a_network_may_move_to_addresses_that_no_network_has(tmp_path: Path) -> None:
    planned(tmp_path, two(PREFIX, "10.40.9.0/24"))
    assert decide(write(tmp_path, two("10.40.10.0/24", "10.40.9.0/24"))).plan


def test_an_older_ledger_gives_nobody_the_addresses_that_the_folder_has_for_another(tmp_path: Path) -> None:
    assert generated(tmp_path, bank(zone("fraud")))[0] == 0
    ledger = tmp_path / "bank.ledger.yaml"
    older = ledger.read_text("utf-8")
    assert generated(tmp_path, bank(zone("fraud"), zone("pricing")))[0] == 0
    ledger.write_text(older, "utf-8")
    code, said = generated(tmp_path, bank(zone("fraud"), zone("alpha")))
    assert (code, "error[REL13]" in said, "restore it" in said) == (1, True, True), said


def test_without_a_folder_the_ledger_tells_what_moves_and_what_leaves(tmp_path: Path) -> None:
    hub: Tree = {"bastion": {"from": BASTION["from"]}}
    assert generated(tmp_path, bank(zone("fraud", addressSpace=PREFIX), hub=hub))[0] == 0
    assert "NTE94" not in generated(tmp_path, bank(zone("fraud", addressSpace=PREFIX), hub=hub), "same")[1]
    code, said = generated(tmp_path, bank(zone("fraud", addressSpace="10.40.9.0/24")), "other")
    assert code == 0
    assert f"fraud would move from {PREFIX} to 10.40.9.0/24" in said
    assert "hub/bastion (10.40" in said
    assert said.count("note[NTE94]") == 5
    assert "NTE94" not in generated(tmp_path, bank(zone("fraud", addressSpace="10.40.9.0/24")), "other")[1]
