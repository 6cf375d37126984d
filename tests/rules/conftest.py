"""One good plan with everything in it but a bastion, whose rules are spoiled by tests of their own."""

from __future__ import annotations

import pytest

from ringfence.plan.model.package import Plan
from tests.banks import bank, planned
from tests.variants import VARIANTS


@pytest.fixture(scope="session")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """A plan without a finding."""
    tree = VARIANTS["everything"] | {"hubs": bank()["hubs"]}
    return planned(tmp_path_factory.mktemp("rules"), tree).plan
