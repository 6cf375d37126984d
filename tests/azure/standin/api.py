"""The routes that azure-cli asks: sign-in, subscriptions, providers, deployments, resources."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.azure.standin.engine import read
from tests.azure.standin.manager import ResourceManager
from tests.azure.standin.refusal import Body, Problem, Refused

_PATIENCE = {"Retry-After": "1"}
"""Zero would mean unset to azure-cli, which then waits for 30 seconds."""
_SUBSCRIPTION = r"/subscriptions/([^/]+)"
_PROVIDER = rf"{_SUBSCRIPTION}/providers/([^/]+)"
_DEPLOYMENT = rf"{_SUBSCRIPTION}/providers/Microsoft\.Resources/deployments/([^/]+)"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent back."""

    body: Body
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


Route = Callable[..., Answer]


class Api:
    """Answers requests; `url` is where it is reached, `subscriptions` are those that the caller may see."""

    def __init__(self, manager: ResourceManager, url: str, subscriptions: tuple[str, ...]) -> None:
        self._manager = manager
        self._url = url
        self._subscriptions = subscriptions
        self._operations: list[Body] = []
        self._deployments: dict[str, Body] = {}
        self._routes: tuple[tuple[str, str, Route], ...] = (
            ("GET", "/metadata/endpoints", self._metadata),
            ("GET", r"/adfs/\.well-known/openid-configuration", self._openid),
            ("POST", "/adfs/oauth2/token", self._token),
            ("GET", "/subscriptions", self._list),
            ("POST", rf"{_DEPLOYMENT}/validate", self._validate),
            ("POST", rf"{_DEPLOYMENT}/whatIf", self._what_if),
            ("PUT", _DEPLOYMENT, self._create),
            ("GET", _DEPLOYMENT, self._show),
            ("GET", r"/operations/(\d+)", self._operation),
            ("POST", rf"{_PROVIDER}/register", self._register),
            ("GET", _PROVIDER, self._provider),
            ("GET", rf"({_SUBSCRIPTION}/.+)", self._resource),
        )

    def answer(self, method: str, path: str, body: str) -> Answer:
        """The answer to a request; a deployment that is refused gets 400, a place that is not there 404."""
        for verb, pattern, route in self._routes:
            if verb == method and (match := re.fullmatch(pattern, path, re.IGNORECASE)):
                try:
                    return route(*match.groups(), body)
                except Refused as refused:
                    return Answer({"error": refused.body()}, 400)
        return _absent(f"{method} {path}")

    def _metadata(self, _: str) -> Answer:
        login = {"loginEndpoint": f"{self._url}/adfs", "audiences": [f"{self._url}/"]}
        endpoints = {"resourceManager": self._url, "graphEndpoint": self._url, "portalEndpoint": self._url}
        return Answer({"name": "standin", "suffixes": {}, "authentication": login, **endpoints})

    def _openid(self, _: str) -> Answer:
        issuer = f"{self._url}/adfs"
        places = {"authorization_endpoint": f"{issuer}/oauth2/authorize", "token_endpoint": f"{issuer}/oauth2/token"}
        return Answer({"issuer": issuer, "jwks_uri": f"{issuer}/keys", **places})

    def _token(self, _: str) -> Answer:
        parts = ({"alg": "none", "typ": "JWT"}, {"tid": self._manager.tenant, "oid": self._manager.tenant})
        token = ".".join([*(base64.urlsafe_b64encode(json.dumps(part).encode()).decode() for part in parts), "none"])
        return Answer({"token_type": "bearer", "expires_in": 3600, "access_token": token})

    def _list(self, _: str) -> Answer:
        tenant = self._manager.tenant
        rows = [
            {"id": f"/subscriptions/{s}", "subscriptionId": s, "tenantId": tenant, "displayName": s, "state": "Enabled"}
            for s in self._subscriptions
        ]
        return Answer({"value": rows})

    def _validate(self, subscription: str, name: str, body: str) -> Answer:
        resources = self._manager.resources(read(subscription, name, body))
        return Answer(_deployment(subscription, name, validatedResources=[{"id": r["id"]} for r in resources]))

    def _what_if(self, subscription: str, name: str, body: str) -> Answer:
        changes = self._manager.preview(read(subscription, name, body))
        return Answer({}, 202, {"Location": self._accept({"properties": {"changes": changes}}), **_PATIENCE})

    def _create(self, subscription: str, name: str, body: str) -> Answer:
        self._manager.deploy(read(subscription, name, body))
        deployment = _deployment(subscription, name)
        self._deployments[deployment["id"].lower()] = deployment
        return Answer(deployment, 201, {"Azure-AsyncOperation": self._accept({}), **_PATIENCE})

    def _show(self, subscription: str, name: str, _: str) -> Answer:
        deployment = _deployment(subscription, name)
        return Answer(deployment) if deployment["id"].lower() in self._deployments else _absent(deployment["id"])

    def _accept(self, result: Body) -> str:
        """Keep the result of a long operation; the address where it is asked for."""
        self._operations.append({"status": "Succeeded", **result})
        return f"{self._url}/operations/{len(self._operations) - 1}"

    def _operation(self, number: str, _: str) -> Answer:
        return Answer(self._operations[int(number)])

    def _register(self, subscription: str, namespace: str, _: str) -> Answer:
        self._manager.register(subscription, namespace)
        return self._provider(subscription, namespace, "")

    def _provider(self, subscription: str, namespace: str, _: str) -> Answer:
        return Answer(self._manager.provider(subscription, namespace))

    def _resource(self, resource_id: str, _subscription: str, _: str) -> Answer:
        resource = self._manager.read(resource_id)
        return Answer(resource) if resource else _absent(resource_id)


def _absent(what: str) -> Answer:
    return Answer({"error": Refused([Problem("ResourceNotFound", f"{what} was not found.")]).body()}, 404)


def _deployment(subscription: str, name: str, **more: object) -> Body:
    return {
        "id": f"/subscriptions/{subscription}/providers/Microsoft.Resources/deployments/{name}",
        "name": name,
        "type": "Microsoft.Resources/deployments",
        "properties": {"provisioningState": "Succeeded", "mode": "Incremental", **more},
    }
