"""The commands of REMOVAL.md and BACKOUT.md, run by the unmodified azure-cli: nothing is left, nothing else touched.

What is deployed is put into the stand-in as the plans say it; deployments are tried elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ringfence.check.bicep import Bicep
from ringfence.pack.removal.pages import BACKOUT, REMOVAL, removal_pages
from ringfence.plan.model.package import Plan
from ringfence.releases.since.previous import since
from ringfence.releases.since.since import Due, Since
from tests.azure.cli import Azure
from tests.azure.example import plan_of, serving, signed_in
from tests.azure.removal import commands, rows
from tests.azure.standin.server import Server
from tests.azure.target import standin_only
from tests.releases.pairs import Pair, pair

pytestmark = [pytest.mark.azure, pytest.mark.bicep, pytest.mark.slow, standin_only]


@dataclass(frozen=True, slots=True)
class Bank:
    """Two releases of the universal bank, one without a landing zone, and a stand-in to run commands in."""

    pair: Pair
    azure: Azure
    server: Server
    folder: Path

    def run(self, plan: Plan, said: Since, document: str) -> None:
        """Every command of a document of a plan; each must succeed."""
        for command in commands(removal_pages(plan, said)[document]):
            self.azure.run(command, self.folder).ok()


@pytest.fixture(scope="module")
def bank(
    bicep: Bicep, bicep_cli: Path, throwaway: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Bank]:
    found = pair(tmp_path_factory.mktemp("pair"), "universal-bank", "pricing")
    home = tmp_path_factory.mktemp("azure")
    with serving(bicep, plan_of(found.of_whole), throwaway) as server:
        yield Bank(found, signed_in(server, bicep_cli, home), server, home)


@pytest.fixture
def standin(bank: Bank) -> Iterator[Server]:
    """The stand-in with nothing deployed."""
    with bank.server.emptied():
        yield bank.server


def test_after_removal_nothing_of_the_landing_zone_is_left_and_nothing_else_was_touched(
    bank: Bank, standin: Server
) -> None:
    whole, less = bank.pair.whole.plan, bank.pair.less.plan
    said = since(str(bank.pair.of_whole), less)
    manager = standin.manager
    manager.state = {**rows(whole), **rows(less)}  # deployed one after the other
    kept = {row.id.lower() for row in said.removal if row.due is Due.NEVER}
    bank.run(less, said, REMOVAL)
    again = {row.package for row in said.removal if row.again}
    assert again == {"lake"}
    assert manager.state.keys() < rows(less).keys() | kept
    manager.state |= rows(less, again)
    assert manager.state.keys() == rows(less).keys() | kept
    assert {key: row for key, row in manager.state.items() if key not in kept} == rows(less)
    assert [key for key in manager.deleted if "workspaces" in key] == []


def test_after_back_out_azure_is_as_the_release_before_left_it(bank: Bank, standin: Server) -> None:
    whole, less = bank.pair.whole.plan, bank.pair.less.plan
    said = since(str(bank.pair.of_less), whole)
    manager = standin.manager
    manager.state = {**rows(less), **rows(whole), **rows(less, said.deploy)}  # the release, and back as BACKOUT.md says
    kept = {row.id.lower() for row in said.backout if row.due is Due.NEVER}
    bank.run(whole, said, BACKOUT)
    manager.state |= rows(less, {row.package for row in said.backout if row.again})
    assert {key: row for key, row in manager.state.items() if key not in kept} == rows(less)


def test_each_command_that_comes_too_early_is_refused(bank: Bank, standin: Server) -> None:
    """The order is not for looks: a group under locks, and a network in which private endpoints stand."""
    whole, less = bank.pair.whole.plan, bank.pair.less.plan
    text = removal_pages(less, since(str(bank.pair.of_whole), less))[REMOVAL]
    standin.manager.state = rows(whole)
    deletes = [command for command in commands(text) if command.startswith("az group delete")]
    done = [bank.azure.run(command, bank.folder) for command in deletes]
    assert [one.code for one in done] == [1, 1]
    assert "ScopeLocked" in done[0].err
    assert "InUseSubnetCannotBeDeleted" in done[1].err
