"""One good plan with everything in it, to be spoiled by tests."""

from __future__ import annotations

import pytest

from generator.plan.model.package import Plan
from tests.banks import planned
from tests.variants import VARIANTS


@pytest.fixture(scope="session")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """A plan without a finding."""
    return planned(tmp_path_factory.mktemp("rules"), VARIANTS["everything"]).plan
