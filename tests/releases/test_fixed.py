"""What the ledger says is deployed stays where it is: places of packages, and the tier of a firewall policy."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from ringfence.diagnostics import Diagnostic, Rejected
from ringfence.pipeline import decide, ledger_path
from ringfence.plan.model.values import plain
from tests.banks import ML, Tree, bank, planned, write, zone

OTHER = ML.replace(ML[:4], "9999")
TWO_REGIONS = ["westeurope", "northeurope"]
Change = Callable[[], Tree]


def tree(*, region: str = "westeurope", tier: str = "Premium", names: Tree | None = None, **more: str) -> Tree:
    """A bank with two landing zones, the first in this region, under a firewall of this tier."""
    hub: Tree = {"firewall": {"tier": tier}, **({"names": names} if names else {})}
    return bank(zone("fraud", region=region, **more), zone("pricing"), hub=hub, regions=TWO_REGIONS)


def of_another_subscription() -> Tree:
    """Landing zone fraud in another subscription."""
    changed = tree(subscription="other")
    return changed | {"subscriptions": [*changed["subscriptions"], {"name": "other", "id": OTHER}]}


def refused(folder: Path, changed: Tree) -> list[Diagnostic]:
    """What is found when a bank that was planned before changes."""
    planned(folder, tree())
    with pytest.raises(Rejected) as rejected:
        decide(write(folder, changed))
    return list(rejected.value.report.findings)


@dataclass(frozen=True)
class Case:
    """A change that Azure would refuse, the code, and a part of what is said."""

    name: str
    change: Change
    code: str
    says: str


CASES = (
    Case("another region", lambda: tree(region="northeurope"), "DSG43", "region westeurope in the ledger"),
    Case("another subscription", of_another_subscription, "DSG43", f"does not move it to {OTHER}"),
    Case(
        "another network",
        lambda: bank(
            zone("fraud", names={"virtual-network": "vnet-other"}),
            zone("pricing"),
            hub={"firewall": {"tier": "Premium"}},
            regions=TWO_REGIONS,
        ),
        "DSG43",
        "virtual network",
    ),
    Case("another tier", lambda: tree(tier="Standard"), "DSG44", "is Premium, and Azure does not make it Standard"),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_azure_does_not_move_is_refused_once(case: Case, tmp_path: Path) -> None:
    (finding,) = refused(tmp_path, case.change())
    assert finding.code == case.code
    assert case.says in finding.message
    assert finding.place.line >= 1
    assert finding.hint


def test_a_hub_that_moves_takes_along_what_follows_its_region(tmp_path: Path) -> None:
    planned(tmp_path, tree())
    moved = tree()
    moved["hubs"][0]["region"] = "northeurope"
    with pytest.raises(Rejected) as rejected:
        decide(write(tmp_path, moved))
    found = rejected.value.report.findings
    assert {finding.code for finding in found} == {"DSG43"}
    assert [finding.message.split()[0] for finding in found] == ["connectivity", "pricing"]


def test_the_hint_of_a_tier_is_a_plan(tmp_path: Path) -> None:
    (finding,) = refused(tmp_path, tree(tier="Standard"))
    name = finding.hint.partition("firewall-policy: ")[2].partition("}")[0]
    plan = decide(write(tmp_path, tree(tier="Standard", names={"firewall-policy": name}))).plan
    policies = [policy for module in plan.packages[0].modules for policy in module.firewall_policies]
    assert [plain(policy.resource.name) for policy in policies] == [name]


def test_a_package_whose_lines_left_the_ledger_may_stand_elsewhere(tmp_path: Path) -> None:
    planned(tmp_path, tree())
    path = write(tmp_path, tree(region="northeurope"))
    held = ledger_path(path)
    lines = held.read_text("utf-8").split("\n")
    start = lines.index("  fraud:")
    held.write_text("\n".join([*lines[:start], *lines[start + 4 :]]), "utf-8")
    assert decide(path).after.packages["fraud"].region == "northeurope"


def test_an_older_ledger_without_the_name_of_the_policy_is_read_and_refuses_another_tier(tmp_path: Path) -> None:
    planned(tmp_path, tree())
    path = write(tmp_path, tree(tier="Standard"))
    held = ledger_path(path)
    lines = [line for line in held.read_text("utf-8").split("\n") if not line.startswith("    policy: ")]
    held.write_text("\n".join(lines), "utf-8")
    with pytest.raises(Rejected) as rejected:
        decide(path)
    assert [finding.code for finding in rejected.value.report.findings] == ["DSG44"]


def test_nothing_is_said_of_the_same_places_in_other_letters(tmp_path: Path) -> None:
    planned(tmp_path, tree())
    path = tmp_path / "bank.yaml"
    path.write_text(json.dumps(tree()).replace(ML, ML.upper()), "utf-8")
    assert decide(path).plan
