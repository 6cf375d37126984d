"""Providers and single resources: register, show, delete."""

from __future__ import annotations

import re

from tests.azure.standin.answer import SUBSCRIPTION, Answer, Call, Route, absent
from tests.azure.standin.etags import settle, tagged
from tests.azure.standin.manager import ResourceManager
from tests.azure.standin.refusal import Refused
from tests.azure.standin.removal import kept
from tests.azure.standin.stacks import Stacks

_PROVIDER = rf"{SUBSCRIPTION}/providers/([^/]+)"
_GROUP = rf"({SUBSCRIPTION}/resourceGroups/[^/]+)"
_FEATURE = rf"{SUBSCRIPTION}/providers/Microsoft\.Features/providers/([^/]+)/features/([^/]+)"
_RESOURCE = rf"({SUBSCRIPTION}/.+)"
_DELETED = (
    rf"({SUBSCRIPTION})/providers/Microsoft\.CognitiveServices/locations/[^/]+"
    r"(/resourceGroups/[^/]+)/deletedAccounts/([^/]+)"
)


class Resources:
    """Answers about what is deployed; a deletion obeys locks and the deny settings of stacks."""

    def __init__(self, manager: ResourceManager, stacks: Stacks) -> None:
        self._manager = manager
        self._stacks = stacks

    def routes(self) -> tuple[Route, ...]:
        """The places that are asked; the last fits whatever no other place did."""
        return (
            ("POST", rf"{_FEATURE}/register", self._feature),
            ("GET", _FEATURE, self._feature),
            ("POST", rf"{_PROVIDER}/register", self._register),
            ("GET", rf"{_GROUP}/providers/Microsoft\.Authorization/permissions", self._permissions),
            ("GET", rf"({SUBSCRIPTION})/providers/Microsoft\.Authorization/permissions", self._rights),
            ("GET", _PROVIDER, self._provider),
            ("GET", rf"{SUBSCRIPTION}/resources", self._list),
            ("GET", _RESOURCE, self._show),
            ("DELETE", _DELETED, self._purge),
            ("DELETE", _RESOURCE, self._delete),
        )

    def _register(self, subscription: str, namespace: str, call: Call) -> Answer:
        self._manager.register(subscription, namespace)
        return self._provider(subscription, namespace, call)

    def _permissions(self, group: str, _subscription: str, _: Call) -> Answer:
        """What the caller holds in a resource group, from above too; a group that is not there is none."""
        if group.lower() not in self._manager.state:
            return absent(group)
        return Answer({"value": self._manager.permissions(group)})

    def _rights(self, subscription: str, _subscription: str, _: Call) -> Answer:
        """What the caller holds in a subscription, from above too."""
        return Answer({"value": self._manager.permissions(subscription)})

    def _feature(self, subscription: str, namespace: str, name: str, _: Call) -> Answer:
        """A feature, which is there as soon as somebody asks for it: real ones take minutes."""
        own = f"/subscriptions/{subscription}/providers/Microsoft.Features/providers/{namespace}/features/{name}"
        return Answer({"id": own, "name": f"{namespace}/{name}", "properties": {"state": "Registered"}})

    def _provider(self, subscription: str, namespace: str, _: Call) -> Answer:
        return Answer(self._manager.provider(subscription, namespace))

    def _list(self, subscription: str, call: Call) -> Answer:
        """The resources of the group that the filter names, without what is in them or on them."""
        named = re.search(r"resourceGroup eq '([^']+)'", call.query.get("$filter", ""))
        group = f"/subscriptions/{subscription}/resourcegroups/{named[1]}/providers/".lower() if named else ""
        found = [row for key, row in self._manager.state.items() if group and _top(key, group)]
        return Answer({"value": found})

    def _show(self, resource_id: str, _subscription: str, _: Call) -> Answer:
        resource = self._manager.read(resource_id)
        return Answer(tagged(resource)) if resource else absent(resource_id)

    def _purge(self, subscription: str, _: str, group: str, name: str, _call: Call) -> Answer:
        """A deleted account of Cognitive Services gives its name free; one that is not there has none."""
        key = f"{subscription}{group}/providers/microsoft.cognitiveservices/accounts/{name}".lower()
        if key not in self._manager.deleted:
            return Answer({}, 204)
        self._manager.purge(key)
        return Answer({}, 200)

    def _delete(self, resource_id: str, _subscription: str, call: Call) -> Answer:
        resource = self._manager.state.get(resource_id.lower())
        if resource is None:
            return Answer({}, 204)
        settle(resource, call.if_match)
        if problem := self._stacks.denies("delete", resource):
            raise Refused([problem], 403)
        if problems := list(kept(resource_id.lower(), self._manager.state, {resource_id.lower()})):
            raise Refused(problems[:1], 409)
        self._manager.remove(resource_id.lower())
        if call.query.get("forceToPurge") == "true":
            self._manager.purge(resource_id.lower())
        return Answer({}, 200)


def _top(key: str, group: str) -> bool:
    return key.startswith(group) and key.removeprefix(group).count("/") == len(("type", "name"))
