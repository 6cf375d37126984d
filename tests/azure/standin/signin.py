"""What azure-cli asks before it asks for anything: the cloud's metadata, a token, the subscriptions.

A sign-in address that ends in `adfs` keeps azure-cli from asking Microsoft whether the place is known.
"""

from __future__ import annotations

import base64
import json

from tests.azure.standin.answer import Answer, Call, Route
from tests.azure.standin.manager import ResourceManager


class SignIn:
    """Answers for one tenant; `url` is where the stand-in is reached."""

    def __init__(self, manager: ResourceManager, url: str, subscriptions: tuple[str, ...]) -> None:
        self._manager = manager
        self._url = url
        self._subscriptions = subscriptions

    def routes(self) -> tuple[Route, ...]:
        """The places that are asked."""
        return (
            ("GET", "/metadata/endpoints", self._metadata),
            ("GET", r"/adfs/\.well-known/openid-configuration", self._openid),
            ("POST", "/adfs/oauth2/token", self._token),
            ("GET", "/subscriptions", self._list),
        )

    def _metadata(self, _: Call) -> Answer:
        login = {"loginEndpoint": f"{self._url}/adfs", "audiences": [f"{self._url}/"]}
        names = ("resourceManager", "graphEndpoint", "portalEndpoint", "logAnalyticsResourceId")
        endpoints = dict.fromkeys(names, self._url)
        return Answer({"name": "standin", "suffixes": {}, "authentication": login, **endpoints})

    def _openid(self, _: Call) -> Answer:
        issuer = f"{self._url}/adfs"
        places = {"authorization_endpoint": f"{issuer}/oauth2/authorize", "token_endpoint": f"{issuer}/oauth2/token"}
        return Answer({"issuer": issuer, "jwks_uri": f"{issuer}/keys", **places})

    def _token(self, _: Call) -> Answer:
        parts = ({"alg": "none", "typ": "JWT"}, {"tid": self._manager.tenant, "oid": self._manager.tenant})
        token = ".".join([*(base64.urlsafe_b64encode(json.dumps(part).encode()).decode() for part in parts), "none"])
        return Answer({"token_type": "bearer", "expires_in": 3600, "access_token": token})

    def _list(self, _: Call) -> Answer:
        tenant = self._manager.tenant
        rows = [
            {"id": f"/subscriptions/{s}", "subscriptionId": s, "tenantId": tenant, "displayName": s, "state": "Enabled"}
            for s in self._subscriptions
        ]
        return Answer({"value": rows})
