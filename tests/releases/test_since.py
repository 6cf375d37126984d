"""What leaves since the release before: all of it, in an order that Azure takes, and nothing that stays."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ringfence.catalog.read import kinds
from ringfence.check.expect.package import expected
from ringfence.diagnostics import Rejected
from ringfence.pack.manifest import digest
from ringfence.plan.model.package import Plan
from ringfence.plan.model.written.inventory import resources
from ringfence.releases.diff.source import MANIFEST, PLAN
from ringfence.releases.since.previous import since
from ringfence.releases.since.since import Due, Leaving, Since
from tests.banks import Tree, bank, connection, flow, zone
from tests.cli.ringfence import listing, ringfence
from tests.releases.released import Pair, both
from tests.variants import BASTION, EVIDENCE, LANGUAGE

pytestmark = pytest.mark.slow

SPARING = zone("pricing", services={"languageModel": LANGUAGE, "modelRegistry": {}})
"""A landing zone whose names are held after a delete."""


def two(*more: Tree) -> Tree:
    """A bank with a lake, and a landing zone that uses it."""
    return bank(zone("fraud"), zone("lake", "dataLake"), *more)


@pytest.fixture(scope="module")
def retired(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """A landing zone leaves, whose identities hold roles on a lake under a lock, and an egress rule with it."""
    before = two(SPARING) | {"connections": [connection("pricing", "lake", "lake", "gold")]}
    return both(tmp_path_factory.mktemp("retired"), before | {"egress": [flow("feed", "pricing")]}, two())


def removal(pair: Pair) -> tuple[Leaving, ...]:
    return pair.since.removal


def ids(plan: Plan) -> set[str]:
    return {resource.id for package in plan.packages for resource in resources(package)}


def steps(rows: tuple[Leaving, ...]) -> list[Leaving]:
    """What has a command, in order."""
    return [row for row in rows if not row.within and row.due is not Due.NEVER]


def test_every_resource_that_leaves_is_told_once_and_nothing_that_stays(retired: Pair) -> None:
    told = [row.id for row in removal(retired) if not row.again]
    assert len(told) == len(set(told))
    assert set(told) == ids(retired.had) - ids(retired.has)
    assert [row.kind for row in removal(retired) if row.again] == ["lock"]


def test_what_names_another_goes_before_it(retired: Pair) -> None:
    """Read from the bodies that a prediction is held against, and not from the order that the plan has."""
    place = {row.id.lower(): index for index, row in enumerate(steps(removal(retired)))}
    step = {row.id.lower(): place[(row.within or row.id).lower()] for row in removal(retired) if row.due is Due.NOW}
    bodies = [one for package in retired.had.packages for one in expected(package, kinds())]
    checked = 0
    for one in bodies:
        own = one.resource.id.lower()
        text = json.dumps(one.body).lower()
        for other, index in step.items() if own in step and own in place else ():
            if f'"{other}"' in text and other != own:
                assert step[own] <= index, (own, other)
                checked += 1
    assert checked > 1


def test_locks_go_before_all_that_they_keep(retired: Pair) -> None:
    rows = steps(removal(retired))
    locks = [index for index, row in enumerate(rows) if row.kind == "lock"]
    assert locks == list(range(len(locks)))
    over = {row.id.partition("/providers/Microsoft.Authorization/locks/")[0] for row in rows if row.kind == "lock"}
    every = [lock.target for package in retired.had.packages for module in package.modules for lock in module.locks]
    for row in rows[len(locks) :]:
        assert {one for one in every if f"{one}/".startswith(f"{row.id}/") or row.id.startswith(f"{one}/")} <= over


def test_a_part_goes_with_what_it_is_in_unless_its_folder_says_otherwise(retired: Pair) -> None:
    alone = {row.kind for row in steps(removal(retired)) if row.package == "pricing"}
    assert "machine-learning" in alone
    assert {"private-endpoint", "storage", "diagnostic-setting"}.isdisjoint(alone)
    assert {row.kind for row in removal(retired) if row.due is Due.NEVER} == set()


def test_a_group_that_others_share_is_not_deleted(tmp_path: Path) -> None:
    own = bank(zone("fraud"), zone("pricing", environment="test"))
    own["subscriptions"].append({"name": "test", "id": "4b90f6e2-83c1-4d7a-95be-27a0c6d1f803"})
    own["environments"].append({"name": "test", "subscription": "test"})
    rows = removal(both(tmp_path, own, bank(zone("fraud"))))
    assert {row.kind for row in rows if row.due is Due.NEVER} == {"resource-group", "network-watcher"}
    assert [row for row in steps(rows) if row.id.endswith("/NetworkWatcherRG")] == []


def test_what_a_retention_forbids_comes_later_with_all_that_is_around_it(tmp_path: Path) -> None:
    keeper = zone("keeper", "dataLake", accounts="one-a-layer", evidence=EVIDENCE)
    rows = removal(both(tmp_path, bank(zone("fraud"), keeper), bank(zone("fraud"))))
    later = {row.kind for row in rows if row.due is Due.LATER}
    assert {"lake-retention", "lake-storage", "resource-group", "lock"} <= later
    (policy,) = (row for row in rows if row.kind == "lake-retention")
    assert policy.until.startswith("2555 days after the last file")
    account = policy.id.partition("/blobServices/")[0]
    (lock,) = (row for row in rows if row.kind == "lock" and row.id.startswith(account))
    assert lock.due is Due.LATER
    others = [row for row in steps(rows) if row.kind == "lake-storage" and row.due is Due.NOW]
    assert len(others) == 3  # the accounts of the other layers go at once


def test_what_stands_in_a_subnet_that_leaves_goes_before_the_deployment(tmp_path: Path) -> None:
    pair = both(tmp_path, bank(zone("fraud"), hub={"bastion": BASTION}), bank(zone("fraud")))
    early = [row.kind for row in steps(removal(pair)) if row.due is Due.EARLY]
    assert early[0] == "lock"
    assert early.index("jump-host") < early.index("network-interface")
    assert "bastion" in early
    assert {row.id for row in removal(pair)} == ids(pair.had) - ids(pair.has)
    assert len(removal(pair)) == len({row.id for row in removal(pair)})
    now = [row.kind for row in steps(removal(pair)) if row.due is Due.NOW]
    assert {"public-ip", "security-group"} <= set(now)


def test_undoing_a_release_is_removing_what_it_added(retired: Pair, tmp_path: Path) -> None:
    back = both(tmp_path, two(), two(zone("pricing")))
    assert back.since.removal == ()
    assert {row.id for row in back.since.backout} == ids(back.has) - ids(back.had)
    assert back.since.deploy == ("connectivity",)
    assert set(retired.since.deploy) == {"connectivity", "pricing", "lake"}


def test_a_property_that_azure_does_not_change_back_is_told(tmp_path: Path) -> None:
    grown = [zone("fraud", clusters=[{"name": "cpu", "size": size}]) for size in ("Standard_D8s_v5", "Standard_D4s_v5")]
    pair = both(tmp_path, bank(grown[0]), bank(grown[1]))
    assert [(row.was, row.now) for row in pair.since.fixed] == [("Standard_D8s_v5", "Standard_D4s_v5")]


def test_a_stack_of_a_package_that_leaves_is_detached_first(tmp_path: Path) -> None:
    stacked = {"deploy": {"mode": "stack", "denySettings": "denyDelete"}}
    pair = both(tmp_path, two(zone("pricing")) | stacked, two() | stacked)
    assert (removal(pair)[0].kind, removal(pair)[0].id.rsplit("/", 1)[-1]) == ("deployment-stack", "ringfence-pricing")


def _edited(folder: Path) -> None:
    plan = folder / PLAN
    plan.write_text(plan.read_text("utf-8").replace("rg-tb-fraud", "rg-tb-other"), "utf-8")


def _listed(folder: Path, text: str) -> None:
    """Write a plan that the manifest lists."""
    (folder / PLAN).write_text(text, "utf-8")
    listed = json.loads((folder / MANIFEST).read_text("utf-8"))
    listed["files"][PLAN] = digest(text)
    (folder / MANIFEST).write_text(json.dumps(listed), "utf-8")


def _of_shell(folder: Path) -> None:
    _listed(folder, (folder / PLAN).read_text("utf-8").replace("/rg-tb-fraud-network", "/rg;rm -rf ~;`id`"))


def _of_another_bank(folder: Path) -> None:
    _listed(folder, (folder / PLAN).read_text("utf-8").replace('"code":"tb"', '"code":"ob"'))


def _of_another_version(folder: Path) -> None:
    _listed(folder, json.dumps({"institution": {}, "packages": [{"name": "hub"}], "shared": {}}))


WRONG: dict[str, tuple[str, Callable[[Path], None]]] = {
    "no folder": ("REL01", shutil.rmtree),
    "no plan": ("REL01", lambda folder: (folder / PLAN).unlink()),
    "no text": ("REL02", lambda folder: _listed(folder, "{")),
    "another version": ("REL02", _of_another_version),
    "syntax of a shell in an id": ("REL02", _of_shell),
    "another institution": ("REL06", _of_another_bank),
    "edited": ("REL07", _edited),
    "no manifest": ("REL07", lambda folder: (folder / MANIFEST).unlink()),
}


@pytest.mark.parametrize(("code", "spoil"), WRONG.values(), ids=WRONG)
def test_a_release_before_that_cannot_be_used_is_one_finding_and_nothing_is_written(
    tmp_path: Path, retired: Pair, code: str, spoil: Callable[[Path], None]
) -> None:
    before = Path(shutil.copytree(retired.of_had, tmp_path / "before"))
    spoil(before)
    blueprint = retired.of_has.parent / "bank.yaml"
    done = ringfence("generate", blueprint, "-o", tmp_path / "out", "--since", before, "--format", "json")
    assert done.exit_code == 1
    assert [row["code"] for row in json.loads(done.stdout)["findings"]] == [code]
    assert not (tmp_path / "out").exists()


def test_the_folder_that_is_overwritten_is_no_release_before(retired: Pair) -> None:
    found = listing(retired.of_had)
    done = ringfence("generate", retired.of_had.parent / "bank.yaml", "-o", retired.of_had, "--since", retired.of_had)
    assert (done.exit_code, "error[REL08]" in done.stderr) == (1, True)
    assert listing(retired.of_had) == found


def test_the_same_two_releases_give_the_same_and_their_order_decides(retired: Pair) -> None:
    again = since(str(retired.of_had), retired.has)
    assert again == retired.since
    with pytest.raises(Rejected):
        since(str(retired.of_had / "nothing"), retired.has)
    assert isinstance(again, Since)
