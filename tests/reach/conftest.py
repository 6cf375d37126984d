"""Plans of the committed examples, read once."""

from __future__ import annotations

from functools import cache

import pytest

from ringfence.plan.model.package import Plan
from ringfence.plan.model.written.plan_json import read_plan
from tests.marked import ROOT

EXAMPLES = ("quickstart", "regional-bank", "insurer", "universal-bank")


@cache
def plan_of(name: str) -> Plan:
    """The plan in the folder of an example."""
    return read_plan((ROOT / "out" / name / "plan.json").read_bytes())


@pytest.fixture(params=EXAMPLES)
def example(request: pytest.FixtureRequest) -> Plan:
    """Each example in turn."""
    return plan_of(str(request.param))


@pytest.fixture(scope="session")
def regional() -> Plan:
    """Two landing zones, VPN users, networks on premises, egress of each kind."""
    return plan_of("regional-bank")


@pytest.fixture(scope="session")
def universal() -> Plan:
    """Connections of each use, managed networks, a bastion."""
    return plan_of("universal-bank")
