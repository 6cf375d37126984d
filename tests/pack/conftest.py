"""One decision for each variant of the bank, made once."""

from __future__ import annotations

import pytest

from ringfence.pipeline import Decision
from tests.banks import planned
from tests.variants import VARIANTS


@pytest.fixture(scope="session", params=sorted(VARIANTS))
def decision(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Decision:
    """The decision for a variant of the bank."""
    name = str(request.param)
    return planned(tmp_path_factory.mktemp(name), VARIANTS[name])
