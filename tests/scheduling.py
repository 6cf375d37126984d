"""Decides which worker of pytest-xdist runs which tests: a file stays together, and so does all of `tests/azure/`."""

from __future__ import annotations

from xdist.scheduler import LoadScopeScheduling

AZURE = "tests/azure/"


class ByFile(LoadScopeScheduling):  # type: ignore[misc]
    """Gives whole files to workers, because the tests of a file share what costs most."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return AZURE if file.startswith(AZURE) else file
