"""The memory of the stand-in: what is deployed and registered, and what a deployment would do to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_network
from threading import Lock
from typing import Any

from generator.check.bicep import Bicep
from tests.azure.standin import checks, engine
from tests.azure.standin.changes import changes
from tests.azure.standin.engine import Request
from tests.azure.standin.refusal import Body, Refused

_FIRST = 4
"""Azure keeps the first four addresses of a subnet, and a firewall takes the next."""


class ResourceManager:
    """Deployed resources by lower-case id; every method that takes a request raises Refused."""

    def __init__(self, bicep: Bicep, tenant: str) -> None:
        self.tenant = tenant
        self.state: dict[str, Body] = {}
        self.registered: set[tuple[str, str]] = set()
        self._bicep = bicep
        self._one_at_a_time = Lock()

    def resources(self, request: Request) -> list[Body]:
        """What a deployment would create, when nothing speaks against it."""
        with self._one_at_a_time:
            found = engine.evaluate(self._bicep, self.tenant, request)
        if problems := list(checks.problems(found, self.state, self.registered)):
            raise Refused(problems)
        return found

    def preview(self, request: Request) -> list[Body]:
        """What a deployment would change."""
        return changes(self.resources(request), self.state)

    def deploy(self, request: Request) -> None:
        """Take the resources of a deployment into the state."""
        self.state |= {resource["id"].lower(): resource for resource in self.resources(request)}

    def register(self, subscription: str, namespace: str) -> None:
        """Let a subscription use a resource provider."""
        self.registered.add((subscription.lower(), namespace.lower()))

    def provider(self, subscription: str, namespace: str) -> Body:
        """A resource provider as a subscription sees it, with the types and API versions in use."""
        kinds = sorted({(r["type"], r["apiVersion"]) for r in self.state.values() if _of(r, namespace)})
        used = (subscription.lower(), namespace.lower()) in self.registered
        return {
            "id": f"/subscriptions/{subscription}/providers/{namespace}",
            "namespace": namespace,
            "registrationState": "Registered" if used else "NotRegistered",
            "resourceTypes": [
                {"resourceType": kind.partition("/")[2], "apiVersions": [version], "locations": []}
                for kind, version in kinds
            ],
        }

    def read(self, resource_id: str) -> Body | None:
        """A deployed resource, with the addresses that Azure hands out; None when there is none."""
        resource = self.state.get(resource_id.lower())
        configurations = (resource or {}).get("properties", {}).get("ipConfigurations")
        if resource is None or not configurations:
            return resource
        properties = {**resource["properties"], "ipConfigurations": [self._addressed(c) for c in configurations]}
        return {**resource, "properties": properties}

    def _addressed(self, configuration: Body) -> Body:
        """An IP configuration with the private address of its subnet."""
        properties: dict[str, Any] = configuration["properties"]
        network, _, subnet = properties["subnet"]["id"].lower().rpartition("/subnets/")
        rows = self.state[network]["properties"]["subnets"]
        prefix = next(row["properties"]["addressPrefix"] for row in rows if row["name"].lower() == subnet)
        return {**configuration, "properties": {**properties, "privateIPAddress": str(ip_network(prefix)[_FIRST])}}

    @contextmanager
    def emptied(self) -> Iterator[None]:
        """Nothing is deployed meanwhile; afterwards all is as it was."""
        kept, self.state = self.state, {}
        try:
            yield
        finally:
            self.state = kept


def _of(resource: Body, namespace: str) -> bool:
    return str(resource["type"]).lower().startswith(f"{namespace.lower()}/")
