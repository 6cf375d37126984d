"""Synapse workspaces: their lake lets them in and keeps their container, their network reaches it, one hub answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from ringfence.plan.model.lake import Layers
from ringfence.plan.model.module import Module
from ringfence.plan.model.package import Plan
from ringfence.plan.model.services import Service
from ringfence.plan.model.values import Given
from ringfence.rules import check
from tests.banks import Tree, bank, connection, planned, zone
from tests.feature_examples import workload
from tests.rules.edits import edited, put

BLOCK = {**workload("synapse"), "lake": "lake"}
CONTAINER = "properties.defaultDataLakeStorage.filesystem"
STUDIO: Tree = {"services": {"synapseStudio": {}}}


@pytest.fixture(scope="session")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """Two workspaces that use a lake of three accounts, of which one has the hub of the studio."""
    lake = zone("lake", "dataLake", accounts="one-a-layer")
    rows = [connection("analytics", "lake", "lake", "silver", "gold"), connection("finance", "lake", "lake", "gold")]
    found = zone("analytics", "synapse", **BLOCK) | STUDIO, zone("finance", "synapse", **BLOCK)
    return planned(tmp_path_factory.mktemp("synapse"), bank(lake, *found, connections=rows)).plan


def elsewhere(service: Service) -> Service:
    """Another container than the lake makes."""
    return replace(service, values={**service.values, CONTAINER: Given("x", "y", "other", "A container.")})


def second_hub(plan: Plan) -> Plan:
    """The endpoint of the hub once more, in the package of the other workspace, to a hub there."""
    doors = next(m for p in plan.packages for m in p.modules if any(e.group == "Web" for e in m.endpoints))
    (door,) = doors.endpoints
    there = door.resource.id.replace("analytics", "finance")
    hub = replace(door.target, value=door.target.value.replace("analytics", "finance"))
    again = replace(door, resource=replace(door.resource, id=there), target=hub)
    mine = lambda one: any(e.group == "Dev" and "finance" in e.resource.id for e in one.endpoints)  # noqa: E731
    return edited(plan, Module, lambda one: replace(one, endpoints=(*one.endpoints, again)), mine)


def missing(part: str) -> Callable[[Plan], Plan]:
    """A managed network without its endpoints to this part of accounts."""

    def change(module: Module) -> Module:
        return replace(module, managed_endpoints=tuple(e for e in module.managed_endpoints if e.part != part))

    return lambda plan: edited(plan, Module, change, lambda one: bool(one.managed_endpoints))


CASES: dict[str, tuple[Callable[[Plan], Plan], str]] = {
    "a workspace shut out of its lake": (
        lambda plan: edited(plan, Layers, put(instances=()), lambda one: bool(one.instances)),
        "DSG61",
    ),
    "a container that no lake makes": (
        lambda plan: edited(plan, Service, elsewhere, lambda one: CONTAINER in one.values),
        "DSG85",
    ),
    "no way to files": (missing("dfs"), "DSG86"),
    "no way to blobs": (missing("blob"), "DSG86"),
    "two hubs of the studio": (second_hub, "DSG37"),
}


def test_a_good_plan_is_not_faulted(plan: Plan) -> None:
    assert list(check(plan)) == []


@pytest.mark.parametrize("name", CASES)
def test_a_spoiled_plan_is_refused(name: str, plan: Plan) -> None:
    spoil, code = CASES[name]
    assert {found.code for found in check(spoil(plan))} == {code}
