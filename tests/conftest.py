"""Tools that some tests need: the Bicep CLI and azure-cli. Without them these tests are skipped; in CI they fail."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import is_hypothesis_test, settings

from ringfence.check.bicep import Bicep, ToolMissing, locate
from tests.optional_tools import absent
from tests.remembering import RememberingBicep

# The same examples on every machine, and no deadline: a slow machine is not a failing property.
settings.register_profile("same-everywhere", derandomize=True, deadline=None)
settings.load_profile("same-everywhere")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as in a job that a shell runs in the background
    signal.signal(signal.SIGINT, signal.default_int_handler)  # else no program under test could be interrupted


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Name the scheduler; pytest calls this with several processes only, and without pytest-xdist never."""
    from tests.scheduling import ByFile  # noqa: PLC0415 - imports xdist, which may be missing

    return ByFile(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test that asks for a tool, so that `-m "not bicep"` needs none, and those that coverage leaves out."""
    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        for tool, mark in (("bicep_cli", "bicep"), ("az", "azure")):
            if tool in asked:
                item.add_marker(mark)
        # Coverage makes a test three times as slow, and examples of hypothesis run what other tests run.
        if is_hypothesis_test(getattr(item, "function", None)):
            item.add_marker("no_cover")


@pytest.fixture(scope="session")
def bicep_cli() -> Path:
    """The Bicep CLI."""
    try:
        return locate()
    except ToolMissing as missing:
        absent("Bicep", missing.finding.hint)
        raise


@pytest.fixture(scope="session")
def bicep(bicep_cli: Path) -> Iterator[Bicep]:
    """One Bicep process for the whole session: a call costs 0.1 s in it and 2.5 s in a new one."""
    with RememberingBicep(bicep_cli) as process:
        yield process


@pytest.fixture(scope="session")
def az() -> Path:
    """The azure-cli."""
    found = shutil.which("az")
    if found is None:
        absent("azure-cli", "Install it with `pip install 'ringfence[test]'`.")
        raise AssertionError
    return Path(found)
