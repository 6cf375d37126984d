"""The matrix and `ask` are found in two ways, and never contradict each other.

What the matrix denies, `ask` denies for each packet that is sampled; where `ask` allows a packet, the matrix has a path
whose traffic has its protocol and port.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from ringfence.export.matrix.ends import AZURE, INTERNET, PREMISES, USERS
from ringfence.export.matrix.tables import DENIED, NOT_OURS
from ringfence.plan.model.firewall import FirewallRule
from ringfence.plan.model.network import SecurityGroup, SecurityRule
from ringfence.plan.model.package import Plan
from ringfence.reach.answer import Verdict
from ringfence.reach.asked import answer
from tests.export.test_matrix import cells, changed, planned, with_firewall, with_groups

pytestmark = pytest.mark.slow

ASKED = {PREMISES: "premises", USERS: "vpn-users", INTERNET: "internet"}
SAMPLED = (("Tcp", 443), ("Tcp", 22), ("Udp", 53))


def contradictions(plan: Plan) -> list[str]:
    """Each pair of places about which the two disagree."""
    found, told = [], cells(plan)
    for (start, end), alone in told.items():
        if AZURE in (start, end) or alone == NOT_OURS:
            continue
        cell = _with_azure(alone, told[start, AZURE]) if end == INTERNET else alone
        for protocol, port in SAMPLED:
            asked = answer(plan, ASKED.get(start, start), ASKED.get(end, end), protocol, port)
            verdicts = {part.path.verdict for part in asked.parts}
            if (cell == DENIED and verdicts != {Verdict.DENIED}) or (
                Verdict.ALLOWED in verdicts and not _carries(cell, protocol, port)
            ):
                found.append(f"{start} -> {end} {protocol} {port}: {cell}, ask {asked.verdict}")
    return found


def _with_azure(cell: str, azure: str) -> str:
    """The cell to public addresses: `ask` takes Azure's services for a part of the internet."""
    paths = [each for each in (cell, azure) if each not in (DENIED, NOT_OURS)]
    return "; ".join(paths) or DENIED


def _carries(cell: str, protocol: str, port: int) -> bool:
    """Whether a cell may tell of a port: by its number, or by all or a span of them."""
    told = cell.replace(",", " ").replace(";", " ").replace(":", " ").split()
    spans = [word.split("-") for word in told if word.replace("-", "").isdecimal()]
    ports = any(int(span[0]) <= port <= int(span[-1]) for span in spans) or "any" in cell or "to " in cell
    return ports and (protocol.upper() in cell or "any" in cell or "to " in cell)


@pytest.mark.parametrize("name", ["quickstart", "regional-bank", "insurer", "universal-bank"])
def test_the_matrix_and_ask_never_contradict_each_other(name: str) -> None:
    assert contradictions(planned(name)) == []


def _none(_rules: Iterable[FirewallRule]) -> Iterable[FirewallRule]:
    return ()


def _open(group: SecurityGroup) -> Iterable[SecurityRule]:
    return [rule for rule in group.rules if rule.access == "Allow"]


@pytest.mark.parametrize("change", [with_firewall(_none), with_groups(_open)], ids=["closed firewall", "no denies"])
def test_they_agree_about_a_plan_that_was_changed(change: Callable[..., object]) -> None:
    for name in ("quickstart", "regional-bank"):
        assert contradictions(changed(planned(name), change)) == []  # type: ignore[arg-type]
