"""Traps that nothing in a package can hold stand in the review as accepted risks."""

from __future__ import annotations

import pytest

from ringfence.catalog.known.traps import Trap, traps
from ringfence.plan.model.package import Plan
from tests.banks import Tree, bank, planned, zone
from tests.variants import BASTION, LINE, VARIANTS

RISKS = [trap for trap in traps().values() if trap.risk]
CIRCUITS: Tree = {
    "sku": "ErGw2AZ",
    "circuits": [LINE | {"name": f"line{n}", "id": f"{LINE['id']}-{n}"} for n in range(5)],
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The accepted risks of banks that have everything, what folders have as examples, many circuits, or a bastion
    beside a gateway.
    """
    trees = {
        "everything": VARIANTS["everything"],
        "factory": VARIANTS["factory"],
        "folders": VARIANTS["examples-of-folders"],
        "circuits": bank(zone("fraud"), hub={"gateway": {"expressRoute": CIRCUITS}}, premises=["10.0.0.0/14"]),
        "bastion": VARIANTS["users-in"] | {"hubs": [{**VARIANTS["users-in"]["hubs"][0], "bastion": BASTION}]},
    }
    plans: list[Plan] = [planned(tmp_path_factory.mktemp(name), tree).plan for name, tree in trees.items()]
    return {risk.name for plan in plans for risk in plan.risks}


@pytest.mark.parametrize("trap", [trap for trap in RISKS if not trap.risk.startswith("flow logs")], ids=lambda t: t.id)
def test_accepted_risks_stand_in_a_review(trap: Trap, told: set[str]) -> None:
    assert [name for name in told if name.startswith(trap.risk)]
