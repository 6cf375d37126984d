"""Small deployments for tests of the stand-in itself: resource groups, resources in them, whole requests."""

from __future__ import annotations

import json
from typing import Any

from tests.azure.standin.request import Request, read, read_stack

SUBSCRIPTION = "1f0e5a4c-7d3b-4c55-8f61-2b9d7c3e4a01"
TENANT = "7a1b6c1e-0d1a-4b52-9a57-3f0c2f5d9e01"
SCHEMA = "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#"
GROUP = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/rg"
_INNER = SCHEMA.replace("subscriptionD", "d")

Tree = dict[str, Any]


def group(name: str = "rg", **more: Any) -> Tree:
    """A resource group."""
    kind = {"type": "Microsoft.Resources/resourceGroups", "apiVersion": "2025-04-01"}
    return {**kind, "name": name, "location": "westeurope", **more}


def resource(kind: str, name: str, **properties: Any) -> Tree:
    """A resource of a type, to stand in a resource group."""
    return {
        "type": f"Microsoft.{kind}",
        "apiVersion": "2024-05-01",
        "name": name,
        "location": "westeurope",
        "properties": properties,
    }


def nested(*resources: Tree, name: str = "inside", group: str = "rg", waits: tuple[str, ...] = ("group",)) -> Tree:
    """A deployment of resources into a resource group."""
    template = {"$schema": _INNER, "contentVersion": "1.0.0.0", "resources": list(resources)}
    return {
        "type": "Microsoft.Resources/deployments",
        "apiVersion": "2025-04-01",
        "name": name,
        "resourceGroup": group,
        "dependsOn": list(waits),
        "properties": {"mode": "Incremental", "expressionEvaluationOptions": {"scope": "inner"}, "template": template},
    }


def template(*resources: Tree, **symbols: Tree) -> Tree:
    """A template; resources with symbols make it one of the newer form."""
    head = {"$schema": SCHEMA, "contentVersion": "1.0.0.0"}
    if symbols:
        return {**head, "languageVersion": "2.0", "resources": symbols}
    return {
        **head,
        "resources": [{key: value for key, value in row.items() if key != "dependsOn"} for row in resources],
    }


def body(content: Tree, parameters: Tree | None = None, **more: Any) -> str:
    """The body of a request for a deployment."""
    values = {name: {"value": value} for name, value in (parameters or {}).items()}
    properties = {"mode": "Incremental", "template": content, "parameters": values}
    return json.dumps({"location": "westeurope", "properties": properties, **more})


def request(*resources: Tree, **symbols: Tree) -> Request:
    """A deployment of resources at subscription scope."""
    return read(SUBSCRIPTION, "test", body(template(*resources, **symbols)))


def stack_body(content: Tree, delete: bool, deny: str = "none", **settings: Any) -> str:
    """The body of a request for a stack, which deletes or detaches what it manages no longer."""
    action = "delete" if delete else "detach"
    properties = {
        "template": content,
        "actionOnUnmanage": {"resources": action, "resourceGroups": action},
        "denySettings": {"mode": deny, **settings},
    }
    return json.dumps({"location": "westeurope", "properties": properties})


def stack_request(content: Tree, delete: bool, deny: str = "none", **settings: Any) -> Request:
    """A stack of that content."""
    return read_stack(SUBSCRIPTION, "test", stack_body(content, delete, deny, **settings))
