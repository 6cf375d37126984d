"""The stand-in is as strict as it claims: each thing that the engine lets pass and Azure would not is refused."""

from __future__ import annotations

from typing import Any

import pytest

from generator.check.bicep import Bicep
from tests.azure.standin.changes import changes
from tests.azure.standin.manager import ResourceManager
from tests.azure.standin.refusal import Refused
from tests.azure.standin.request import Request, read

SUBSCRIPTION = "1f0e5a4c-7d3b-4c55-8f61-2b9d7c3e4a01"
TENANT = "7a1b6c1e-0d1a-4b52-9a57-3f0c2f5d9e01"
SCHEMA = "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#"


def group(name: str, **more: Any) -> dict[str, Any]:
    return {
        "type": "Microsoft.Resources/resourceGroups",
        "apiVersion": "2025-04-01",
        "name": name,
        "location": "westeurope",
        **more,
    }


def nested(resource_group: str, resource: dict[str, Any]) -> dict[str, Any]:
    """A deployment of one resource into a resource group."""
    template = {"$schema": SCHEMA.replace("subscriptionD", "d"), "contentVersion": "1.0.0.0", "resources": [resource]}
    return {
        "type": "Microsoft.Resources/deployments",
        "apiVersion": "2025-04-01",
        "name": "inside",
        "resourceGroup": resource_group,
        "properties": {"mode": "Incremental", "expressionEvaluationOptions": {"scope": "inner"}, "template": template},
    }


def request(*resources: dict[str, Any], **parameters: Any) -> Request:
    template = {"$schema": SCHEMA, "contentVersion": "1.0.0.0", "resources": list(resources)}
    kinds = {"parameters": {name: {"type": "string"} for name in parameters}}
    return Request(
        subscription=SUBSCRIPTION,
        name="test",
        location="westeurope",
        template={**template, **kinds},
        parameters=parameters,
        settings={},
    )


def refused(manager: ResourceManager, asked: Request) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refusal:
        manager.deploy(asked)
    assert not manager.state
    return [(problem.code, problem.message) for problem in refusal.value.problems]


@pytest.fixture
def manager(bicep: Bicep) -> ResourceManager:
    return ResourceManager(bicep, TENANT)


@pytest.mark.bicep
def test_duplicates_are_refused(manager: ResourceManager) -> None:
    [(code, message)] = refused(manager, request(group("rg"), group("[concat('R', 'G')]")))
    assert code == "InvalidTemplate"
    assert (
        message == f"The resource '/subscriptions/{SUBSCRIPTION}/resourcegroups/rg' is defined 2 times in the template."
    )


@pytest.mark.bicep
def test_names_that_only_azure_could_know_are_refused(manager: ResourceManager) -> None:
    problems = refused(manager, request(group("[concat('rg-', environment().name)]")))
    assert {code for code, _ in problems} == {"InvalidTemplate"}
    assert "is an expression: [" in problems[0][1]


@pytest.mark.bicep
def test_ids_of_nothing_are_refused(manager: ResourceManager) -> None:
    nowhere = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.Network/natGateways/none"
    outcome = manager.deploy(request(group("rg", tags={"gateway": nowhere})))
    [(_, [problem])] = outcome.failed
    assert problem.code == "InvalidResourceReference"
    assert problem.message.startswith(f"Resource {nowhere} referenced by resource")
    assert manager.state == {}


@pytest.mark.bicep
def test_groups_and_providers_must_be_there(manager: ResourceManager) -> None:
    kind = {"type": "Microsoft.Network/routeTables", "apiVersion": "2024-05-01", "location": "westeurope"}
    asked = request(nested("rg", {**kind, "name": "rt", "properties": {}}))
    assert [code for code, _ in refused(manager, asked)] == ["MissingSubscriptionRegistration", "ResourceGroupNotFound"]
    manager.register(SUBSCRIPTION.upper(), "microsoft.network")
    manager.deploy(request(group("rg")))
    manager.deploy(asked)
    assert len(manager.state) == 2


@pytest.mark.bicep
def test_the_engine_speaks_about_parameters(manager: ResourceManager) -> None:
    [(code, message)] = refused(manager, request(group("rg"), location=5))
    assert code == "InvalidTemplate"
    assert "Expected a value of type 'String, Uri', but received a value of type 'Integer'" in message


def test_a_template_without_quotes_around_its_key_is_read() -> None:
    template = f'{{"$schema": "{SCHEMA}", "x": ", template:{{"}}'
    properties = f'"mode": "Incremental", "parameters": {{"a": {{"value": 1}}}}, template:{template}'
    body = f'{{"location": "westeurope", "properties": {{{properties}}}}}'
    assert read(SUBSCRIPTION, "test", body).template == {"$schema": SCHEMA, "x": ", template:{"}
    assert read(SUBSCRIPTION, "test", body).parameters == {"a": 1}


def test_changes_are_named_down_to_the_value() -> None:
    before = {"id": "/a", "rules": [{"name": "x", "ports": [1, 2]}, {"name": "y"}], "old": 1, "same": {"k": 1}}
    after = {"id": "/a", "rules": [{"name": "x", "ports": [1, 3, 4]}], "new": 2, "same": {"k": 1}}
    [change] = changes([after], {"/a": before})
    assert change["changeType"] == "Modify"
    rules, old, new = change["delta"]
    assert [row["propertyChangeType"] for row in (rules, old, new)] == ["Array", "Delete", "Create"]
    changed, removed = rules["children"]
    assert (removed["path"], removed["propertyChangeType"]) == ("1", "Delete")
    [ports] = changed["children"]
    assert [(row["path"], row["before"], row["after"]) for row in ports["children"]] == [("1", 2, 3), ("2", None, 4)]
    assert changes([after], {"/a": after})[0]["changeType"] == "NoChange"
    assert changes([after], {})[0]["changeType"] == "Create"
