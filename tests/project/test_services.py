"""Every service folder is complete: its facts are reasoned, its template spells them, and what it names exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ringfence.catalog.files import table
from ringfence.catalog.grants import grants
from ringfence.catalog.read import kinds, services
from ringfence.catalog.spec import Child, Fact, Service
from ringfence.catalog.tables import forbidden_roles, limits, private_links
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.services import called
from ringfence.render.spelling import literal, property_name
from tests.banks import planned
from tests.factories import factory
from tests.feature_examples import landing_zones, to_lakes
from tests.variants import VARIANTS

ROOT = Path(__file__).parents[2] / "templates" / "services"
FOLDERS = sorted(path.name for path in ROOT.iterdir())
COMPUTE = {"compute-cluster", "compute-instance", "datastore"}
"""Planned by `plan/services/compute.py` and `datastores.py`, not from their folder alone."""
GATEWAYS = {"vpn-gateway", "vpn-site", "vpn-connection", "expressroute-gateway", "circuit-connection"}
"""Planned by `plan/gateway.py`: they repeat by list."""
ENDPOINTS = {"online-endpoint", "batch-endpoint", "autoscale", "scoring-code"}
"""Planned by `online.py`, `batch.py`, `autoscale.py` and `scoring_code.py` of `plan/services/`: they repeat by list."""
SCRIPTED = {folder for folder in FOLDERS if not services()[folder].deployed}
"""No template makes them: an API outside Azure Resource Manager does, as a script asks."""
ALERTS = {"action-group", "activity-alert", "log-alert", "metric-alert"}
"""Planned by `plan/telemetry/`, from the alerts that other folders name."""
BASTION = {"bastion", "jump-host"}
"""Planned by `plan/bastion.py`: an address configuration and a network interface are lists."""


def spec(folder: str) -> Service:
    return services()[folder]


def holders(service: Service) -> Iterator[tuple[Service | Child, str]]:
    """The service and its children, each with the text of its template; '' where no template makes the service."""
    folder = ROOT / service.template
    if not service.deployed:
        yield service, ""
        return
    yield service, whole(folder / "main.bicep.j2")
    for child in service.children:
        yield child, whole(folder / f"{child.template}.bicep.j2")


def whole(file: Path) -> str:
    """The text of a template with what it includes."""
    return re.sub(r"\{% include '(.+)' %\}\n", lambda m: whole(ROOT.parent / m[1]), file.read_text("utf-8"))


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """A plan with every service in it."""
    tree, examples = VARIANTS["everything"], landing_zones()
    added = [each for each in examples if {"synapse", "dataLake"} & each.keys()]
    zones = [*tree["landingZones"], factory(), *added]
    ways = [*tree["connections"], *to_lakes(added)]
    return planned(tmp_path_factory.mktemp("services"), {**tree, "landingZones": zones, "connections": ways}).plan


def test_every_folder_is_a_service_and_every_service_a_folder() -> None:
    assert sorted(services()) == FOLDERS


INCLUDED = "".join(path.read_text("utf-8") for path in (*ROOT.parent.glob("deployment/*.j2"), *ROOT.glob("*/*.j2")))
"""What includes templates of folders by name: what goes through the resources of a module, and templates in parts."""


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_has_the_name_of_its_kind_and_no_file_that_nobody_uses(folder: str) -> None:
    service = spec(folder)
    assert service.kind == folder
    used = {"service.yaml"}
    if service.template == folder and service.deployed:
        used |= {"main.bicep.j2", *(f"{child.template}.bicep.j2" for child in service.children)}
    used |= {path.name for path in (ROOT / folder).iterdir() if f"services/{folder}/{path.name}" in INCLUDED}
    assert {path.name for path in (ROOT / folder).iterdir()} == used


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_fact_has_a_reason_and_every_security_fact_a_source(folder: str) -> None:
    for holder, _ in holders(spec(folder)):
        for fact in holder.facts:
            assert fact.why.endswith("."), (holder.kind, fact.path)
            assert fact.source or not fact.security, (holder.kind, fact.path)
            assert fact.security or not fact.open, (holder.kind, fact.path)


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_fact_is_stated_twice(folder: str) -> None:
    for holder, _ in holders(spec(folder)):
        paths = [fact.path for fact in holder.facts]
        assert len(paths) == len(set(paths)), holder.kind


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_template_spells_every_fact(folder: str) -> None:
    """The property and its value stand on one line; the witness HRD01 holds the prediction against the same facts."""
    for holder, text in holders(spec(folder)):
        for fact in holder.facts:
            name = fact.path.rsplit(".", 1)[-1]
            value = r"\{\{ .+ \}\}" if fact.admits else _spelled(fact)
            assert re.search(rf"^{re.escape(property_name(name))}: {value}$", text, re.MULTILINE), fact.path


def _spelled(fact: Fact) -> str:
    """How a template spells the value, as a pattern."""
    if isinstance(fact.value, tuple):
        return r"\[.*" if fact.value else r"\[\]"
    return re.escape(literal(fact.value))


def bound(service: Service) -> set[str]:
    """The properties that options of the service itself become; planners supply lists."""
    return {option.to for option in service.options.values() if option.to and option.type != "array"}


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_link_and_value_is_printed_by_the_template(folder: str) -> None:
    service = spec(folder)
    text = next(text for _, text in holders(service))
    asked = set(re.findall(r"service\.named\.(\w+)", text))
    assert asked - {called(path) for path in LISTS.get(folder, ())} == {
        called(path) for path in (*service.links, *service.values, *bound(service))
    }


LISTS = {
    "synapse": ["properties.managedVirtualNetworkSettings.allowedAadTenantIdsForLinking"],
    "agent-pool": ["properties.organizationProfile.organizations[0].projects"],
}
"""Lists of texts that a planner adds to what a folder names."""
OF_AZURE_DEVOPS = {"agent-pool", "dev-center", "dev-project"}
"""Agents of the platform that the plan here does not have; tests/plan/test_pipelines.py plans them."""
PLANNED_APART = ALERTS | COMPUTE | GATEWAYS | ENDPOINTS | BASTION | SCRIPTED | OF_AZURE_DEVOPS


@pytest.mark.parametrize("folder", [folder for folder in FOLDERS if folder not in PLANNED_APART])
def test_every_link_and_value_is_supplied_by_the_planner(folder: str, plan: Plan) -> None:
    service = spec(folder)
    found = [s for _, module in modules(plan) for s in module.services if s.resource.kind == folder]
    assert found, "no package has this service"
    for one in found:
        assert set(one.links) == set(service.links)
        assert set(one.values) == {*service.values, *bound(service)}


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_endpoint_is_in_the_table_with_its_zones(folder: str) -> None:
    service = spec(folder)
    for endpoint in service.endpoints:
        link = private_links()[service.target_type(endpoint), endpoint.group]
        assert link.zones["AzureCloud"]
        assert link.addresses >= 1
        assert link.source
        assert endpoint.why.endswith(".")


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_flow_is_reasoned_and_has_its_own_place(folder: str) -> None:
    flows = spec(folder).flows
    for flow in flows:
        assert flow.why.endswith(".")
        assert flow.source
        assert flow.tag != "*"
        assert 100 <= flow.priority < 1000  # from 1000 on, flows of the blueprint
    for one in flows:
        for other in flows:
            if one is not other and one.priority == other.priority:
                assert {one.when, one.unless} == {other.unless, other.when} != {""}, (one.name, other.name)


def test_every_grant_has_a_reason_and_a_source() -> None:
    assert [grant for grant in grants() if not grant.why.endswith(".") or not grant.source] == []


@pytest.mark.parametrize("role", ["Owner", "Contributor", "User Access Administrator"])
def test_roles_that_can_undo_everything_are_forbidden(role: str) -> None:
    assert role in forbidden_roles()
    assert role in table("roles")["roles"]


def test_role_ids_are_ids_and_none_stands_twice() -> None:
    ids = [row["id"] for row in table("roles")["roles"].values()]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", each) for each in ids)


def test_every_kind_of_a_plan_is_in_the_catalogue_with_a_date_as_version() -> None:
    for kind in kinds().values():
        assert re.fullmatch(r"Microsoft\.\w+(/\w+)+", kind.type), kind.kind


def test_every_limit_has_a_source() -> None:
    assert [name for name, limit in limits().items() if not limit.source] == []
