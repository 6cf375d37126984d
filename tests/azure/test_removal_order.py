"""Every delete of REMOVAL.md and BACKOUT.md, one after the other, before a stand-in that refuses what Azure refuses.

Without azure-cli: a command is read as the request that it makes, so that large differences can be tried.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from ringfence.check.bicep import Bicep
from ringfence.pack.removal.words import deletes
from ringfence.releases.since.since import Due, Leaving
from tests.azure.removal import rows
from tests.azure.requests import TENANT
from tests.azure.standin import in_use
from tests.azure.standin.answer import Call
from tests.azure.standin.api import Api
from tests.azure.standin.manager import ResourceManager
from tests.azure.standin.request import Request
from tests.azure.standin.stacks import Stack
from tests.banks import Tree, bank, zone
from tests.releases.released import Pair, both
from tests.variants import BASTION, VARIANTS, lake_of

pytestmark = pytest.mark.bicep

WAITS = ("resource", "wait")
DONE = (200, 202)
NETWORK = "Microsoft.Network/virtualNetworks"
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
    return manager_of(bicep, shrunk)


def manager_of(bicep: Bicep, pair: Pair) -> ResourceManager:
    return ResourceManager(bicep, TENANT, tuple({package.subscription for package in pair.had.packages}))


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


KEEPER = lake_of("lake", "one")
SUBNET = bank(zone("fraud"), KEEPER, hub={"bastion": BASTION}), bank(zone("fraud"), zone("lake", "dataLake"))
STACKS: Tree = {"mode": "stack", "denySettings": "denyDelete", "actionOnUnmanage": "detachAll"}


@pytest.fixture(scope="module")
def without_subnet(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """A bastion leaves with its subnet, and the retention of layers of a lake that stays."""
    return both(tmp_path_factory.mktemp("subnet"), *SUBNET)


def test_what_is_in_a_subnet_goes_before_its_network_is_deployed_and_policies_last(
    bicep: Bicep, without_subnet: Pair
) -> None:
    manager = manager_of(bicep, without_subnet)
    api = reached(manager)
    leaving = without_subnet.since.removal
    parts = {due: [row for row in leaving if row.due is due] for due in Due}
    network = next(row for row in rows(without_subnet.has).values() if row["type"] == NETWORK and "hub" in row["name"])
    manager.state = rows(without_subnet.had)
    assert {one.code for one in in_use.faults(network, {}, manager.state)} == {"InUseSubnetCannotBeDeleted"}
    assert refused(api, parts[Due.EARLY]) == []
    assert [*in_use.faults(network, {}, manager.state)] == []
    manager.state |= rows(without_subnet.has)
    assert refused(api, parts[Due.NOW]) == []
    assert {row.kind for row in parts[Due.LATER] if not row.within} >= {"lake-retention"}
    assert refused(api, parts[Due.LATER]) == []


def test_stacks_of_packages_that_leave_go_before_all_that_they_deny(bicep: Bicep, tmp_path: Path) -> None:
    before, after = bank(zone("fraud"), zone("pricing"), deploy=STACKS), bank(zone("fraud"), deploy=STACKS)
    pair = both(tmp_path, before, after)
    manager = manager_of(bicep, pair)
    api = reached(manager)
    manager.state = rows(pair.had) | rows(pair.has)
    written_again = {row.package for row in pair.since.removal if row.again}
    for package in pair.had.packages:
        settings = {"denySettings": {"mode": "none" if package.name in written_again else "denyDelete"}}
        request = Request(
            subscription=package.subscription,
            name=package.deployed_as,
            location="",
            template={},
            parameters={},
            settings=settings,
        )
        managed = [str(row["id"]) for row in rows(pair.had, [package.name]).values()]
        api.stacks.hold(Stack(request, managed))
    steps = [row for row in pair.since.removal if row.due is Due.NOW]
    stacks = [row for row in steps if row.kind == "deployment-stack"]
    assert [row.package for row in stacks] == ["pricing"]
    assert set(refused(api, [row for row in steps if row.package == "pricing" and row not in stacks]))
    manager.state = rows(pair.had) | rows(pair.has)
    assert refused(api, steps) == []
    assert api.stacks.find(stacks[0].id) is None
