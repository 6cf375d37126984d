"""Every delete of REMOVAL.md and BACKOUT.md, one after the other, before a stand-in that refuses what Azure refuses.

Without azure-cli: a command is read as the request that it makes, so that large differences can be tried.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from itertools import pairwise
from urllib.parse import parse_qsl, urlsplit

import pytest

from ringfence.check.bicep import Bicep
from ringfence.pack.removal.words import deletes
from ringfence.releases.since.since import Due, Leaving
from tests.azure.removal import rows
from tests.azure.requests import TENANT
from tests.azure.standin.answer import Call
from tests.azure.standin.api import Api
from tests.azure.standin.manager import ResourceManager
from tests.banks import bank, zone
from tests.releases.released import Pair, both
from tests.variants import VARIANTS

pytestmark = pytest.mark.bicep

WAITS = ("resource", "wait")
DONE = (200, 202)
SMALL = bank(zone("other"))


def requests(api: Api, row: Leaving) -> Iterator[Call]:
    """The deletes that the commands for a resource make; what they read first is read."""
    for words in deletes(row):
        option = dict(pairwise(words))
        if words[1:3] == WAITS:
            continue
        if words[1] == "group":
            yield Call("DELETE", f"/subscriptions/{option['--subscription']}/resourceGroups/{option['--name']}")
        elif words[1] == "stack":
            action = option["--action-on-unmanage"].removesuffix("All")
            yield Call("DELETE", row.id, {f"unmanageAction.{part}": action for part in ("resources", "resourceGroups")})
        elif words[1] == "rest":
            url = urlsplit(option["--url"])
            yield Call("DELETE", url.path, dict(parse_qsl(url.query)), if_match=read(api, option.get("--headers", "")))
        else:
            yield Call("DELETE", option["--ids"])


def read(api: Api, header: str) -> str:
    """The ETag that the command in a header reads; '' for no header."""
    _, found, command = header.removesuffix(")").partition("If-Match=$(")
    if not found:
        return ""
    option = dict(pairwise(shlex.split(command)))
    answer = api.answer(Call(option["--method"].upper(), urlsplit(option["--url"]).path))
    return str(answer.body.get(option["--query"], ""))


def reached(manager: ResourceManager) -> Api:
    return Api(manager, "https://localhost", tuple(manager.subscriptions))


def refused(api: Api, leaving: Sequence[Leaving]) -> list[str]:
    """The ids of what cannot be deleted when its turn comes; a delete of nothing counts too."""
    steps = [row for row in leaving if not row.within]
    return [row.id for row in steps for call in requests(api, row) if api.answer(call).status not in DONE]


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """A release that adds nearly everything there is."""
    return both(tmp_path_factory.mktemp("grown"), SMALL, VARIANTS["everything"])


@pytest.fixture(scope="module")
def shrunk(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """A release in which nearly everything leaves."""
    return both(tmp_path_factory.mktemp("shrunk"), VARIANTS["everything"], SMALL)


@pytest.fixture
def manager(bicep: Bicep, shrunk: Pair) -> ResourceManager:
    return ResourceManager(bicep, TENANT, tuple({package.subscription for package in shrunk.had.packages}))


@pytest.mark.parametrize("direction", ["removal", "backout"])
def test_nearly_everything_leaves_and_no_delete_is_refused(
    manager: ResourceManager, direction: str, shrunk: Pair, grown: Pair
) -> None:
    removed = direction == "removal"
    had, has = (shrunk.had, shrunk.has) if removed else (grown.has, grown.had)
    leaving = shrunk.since.removal if removed else grown.since.backout
    parts = {due: [row for row in leaving if row.due is due] for due in Due}
    api = reached(manager)
    manager.state = rows(had)
    assert refused(api, parts[Due.EARLY]) == []
    manager.state |= rows(has)
    assert refused(api, parts[Due.NOW]) == []
    assert "lake-retention" in {row.kind for row in parts[Due.LATER] if not row.within}
    assert refused(api, parts[Due.LATER]) == []
    lifted = {row.id.lower() for row in leaving if row.again}
    kept = {row.id.lower() for row in parts[Due.NEVER]}
    assert manager.state.keys() == (rows(has).keys() - lifted) | kept


def test_in_another_order_deletes_are_refused(manager: ResourceManager, shrunk: Pair) -> None:
    manager.state = rows(shrunk.had)
    now = [row for row in shrunk.since.removal if row.due is Due.NOW]
    assert len(refused(reached(manager), now[::-1])) > 10
