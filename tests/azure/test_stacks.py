"""Deployment stacks with the unmodified azure-cli: created with deny settings, previewed, shrunk, deleted."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.azure.built import Built
from tests.azure.cli import Azure
from tests.azure.example import Example, planned, together
from tests.azure.standin.server import Server
from tests.azure.target import QUICKSTART, standin_only
from tests.azure.variant import generate

pytestmark = [pytest.mark.azure, pytest.mark.bicep, standin_only]

HUB, ZONE = "connectivity", "credit-risk"
SETTINGS = "--action-on-unmanage deleteAll --deny-settings-mode denyWriteAndDelete"


def without_ways_out(blueprint: dict[str, Any]) -> None:
    """The bank after its only flow was taken back."""
    del blueprint["egress"]


@pytest.fixture(scope="module")
def narrower(azure: Azure, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output for the blueprint without a way out."""
    return generate(azure, QUICKSTART.name, tmp_path_factory.mktemp("narrower"), without_ways_out)


@pytest.fixture
def empty(quickstart: Example, standin: Server) -> Iterator[Server]:
    """The quickstart's stand-in with nothing deployed but with its providers registered; afterwards as it was."""
    quickstart.register()
    with standin.emptied():
        yield standin


def stack(verb: str, subscription: str, parameters: Path, name: str, *more: str) -> str:
    """A command about a stack that is made of a package."""
    template = ["--template-file", str(parameters.with_name("main.json"))] if parameters.suffix == ".json" else []
    words = ["--location", "westeurope", "--parameters", str(parameters), *template, *SETTINGS.split(), *more]
    return shlex.join(["az", *verb.split(), "--subscription", subscription, "--name", name, *words])


def stack_id(subscription: str, name: str) -> str:
    return f"/subscriptions/{subscription}/providers/Microsoft.Resources/deploymentStacks/{name}"


def look(subscription: str, parameters: Path, name: str) -> str:
    """The command that previews a stack."""
    more = ("--stack-id", stack_id(subscription, name), "--retention-interval", "P1D", "--no-pretty-print")
    return stack("stack-whatif sub create", subscription, parameters, "look", *more)


def changes(body: Any) -> Mapping[str, set[str]]:
    """The ids by kind of change, in lower case, of a stack's preview."""
    rows = (body.get("properties") or body)["changes"]["resourceChanges"]
    return {
        kind: {row["id"].lower() for row in rows if row["changeType"] == kind}
        for kind in {row["changeType"] for row in rows}
    }


def test_the_life_of_a_stack(
    azure: Azure, quickstart: Example, empty: Server, compiled: Mapping[str, Built], narrower: Path
) -> None:
    hub, zone = quickstart.subscription(HUB), quickstart.subscription(ZONE)
    values, state = compiled[HUB].values, empty.manager
    ids = {package["name"]: set(planned(package)) for package in quickstart.plan["packages"]}
    params = narrower / "packages" / HUB / "main.bicepparam"

    # Previewed and validated, nothing is there; created, everything is managed and denied.
    asked = (look(hub, values, "hub"), stack("stack sub validate", hub, values, "hub"))
    preview, valid = together(azure, [(narrower, command) for command in asked])
    assert changes(preview.json()) == {"create": ids[HUB]}
    assert {row["id"].lower() for row in valid.json()["properties"]["validatedResources"]} == ids[HUB]
    assert state.state == {}
    for name, subscription in ((HUB, hub), (ZONE, zone)):
        create = stack("stack sub create", subscription, compiled[name].values, f"stack-{name}", "--yes")
        managed = azure.run(create, narrower).json()["resources"]
        assert {row["id"].lower() for row in managed} == ids[name]
        own = {row["denyStatus"] for row in managed if f"/{subscription}/" in row["id"]}
        assert own == {"denyWriteAndDelete"}

    # Nobody but the stack may write or delete what it manages.
    network = next(key for key in state.state if key.endswith("/virtualnetworks/vnet-hscu-hub-weu"))
    delete = f"az resource delete --ids {network}"
    write = compiled[HUB].command("create", hub, name="beside")
    removed, written = together(azure, [(narrower, delete), (narrower, write)])
    assert (removed.code, written.code, network in state.state) == (1, 1, True)
    assert [entry.status for entry in empty.log if entry.method == "DELETE" and entry.path.lower() == network] == [403]
    assert "DenyAssignmentAuthorizationFailed" in written.err

    # Without its flow the hub loses one rule collection group and the list of domains that the flow needs; the stack
    # deletes them and nothing else.
    again = look(hub, params, f"stack-{HUB}")
    gone = changes(azure.run(again, narrower).json())["delete"]
    kinds = {each.split("/")[-2] for each in gone}
    assert "rulecollectiongroups" in kinds, gone
    assert kinds <= {"rulecollectiongroups", "dnsresolverdomainlists", "dnssecurityrules"}, gone
    azure.run(stack("stack sub create", hub, params, f"stack-{HUB}", "--yes"), narrower).ok()
    assert set(state.state) == (ids[HUB] | ids[ZONE]) - gone
    shown = azure.run(f"az stack sub show --subscription {hub} --name stack-{HUB}", narrower).json()
    assert {row["id"].lower() for row in shown["deletedResources"]} == gone

    # A retired landing zone goes with its stack, the hub's half of the peering too.
    azure.run(
        f"az stack sub delete --subscription {zone} --name stack-{ZONE} --action-on-unmanage deleteAll --yes", narrower
    ).ok()
    assert set(state.state) == ids[HUB] - gone
    assert azure.run(f"az stack sub list --subscription {zone}", narrower).json() == []


def test_a_stack_keeps_its_location(
    azure: Azure, quickstart: Example, empty: Server, compiled: Mapping[str, Built], tmp_path: Path
) -> None:
    hub = quickstart.subscription(HUB)
    create = stack("stack sub create", hub, compiled[HUB].values, "stays", "--yes")
    azure.run(create, tmp_path).ok()
    done = azure.run(create.replace("westeurope", "northeurope", 1), tmp_path)
    assert done.code == 1
    assert "already exists in location 'westeurope'" in done.err
