"""The memory of the stand-in: what is deployed and registered, and what a deployment would do to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from ipaddress import ip_network
from typing import Any

from ringfence.catalog.api_versions import api_versions
from ringfence.check.bicep import Bicep
from tests.azure.standin import callers, checks, engine, limits, soft_delete
from tests.azure.standin.assets import shown
from tests.azure.standin.callers import Held
from tests.azure.standin.engine import Prediction
from tests.azure.standin.outcome import Outcome, settle
from tests.azure.standin.policies import Policy
from tests.azure.standin.preview import preview
from tests.azure.standin.refusal import Body, Problem, Refused
from tests.azure.standin.request import Request

_FIRST = 4
"""Azure keeps the first four addresses of a subnet, and a firewall takes the next."""
_ALWAYS = 1_000_000
Deny = Callable[[Body], Problem | None]
"""Why a resource may not be written, by deny assignments; None when it may."""


class ResourceManager:
    """Deployed resources by lower-case id, and what deleted ones still hold; a request may raise Refused.

    `assets` are the addresses of models, environments and codes that somebody registered, in lower case. `unserved`
    are types with an API version that Bicep knows and this cloud does not have.
    """

    def __init__(self, bicep: Bicep, tenant: str, subscriptions: tuple[str, ...] = ()) -> None:
        self.tenant = tenant
        self.subscriptions = frozenset(subscription.lower() for subscription in subscriptions)
        self.state: dict[str, Body] = {}
        self.deleted: dict[str, Body] = {}
        self.registered: set[tuple[str, str]] = set()
        self.assets: frozenset[str] = frozenset()
        self.unserved: frozenset[tuple[str, str]] = frozenset()
        self._bicep = bicep
        self._broken: dict[str, tuple[int, Problem]] = {}
        self._refused: tuple[Problem, ...] = ()
        self._policies: list[Policy] = []
        self._held: tuple[Held, ...] | None = None

    def predict(self, request: Request) -> Prediction:
        """What the engine makes of a deployment that is well formed."""
        if wrong := list(limits.of_template(request)):
            raise Refused(wrong)
        prediction = engine.evaluate(self._bicep, self.tenant, request)
        if wrong := list(limits.of_prediction(prediction)):
            raise Refused(wrong)
        return prediction

    def resources(self, request: Request) -> list[Body]:
        """What a deployment would create, when nothing speaks against it."""
        return self._accepted(request).resources

    def preview(self, request: Request) -> tuple[list[Body], list[Body]]:
        """What a deployment would change, and the diagnostics of what could not be expanded."""
        prediction = self.predict(request)
        readable = [resource for resource in prediction.resources if checks.symbolic(resource) is None]
        self._preflight(request, readable)
        return preview(prediction, self.state, request.name), list(prediction.diagnostics)

    def deploy(self, request: Request, deny: Deny = lambda _: None) -> Outcome:
        """Take the resources of a deployment into the state, as far as they can be written."""
        prediction = self._accepted(request)
        known = checks.by_then(prediction.resources, self.state, self.assets)
        faults = {p.key: list(self._faults(p.resource, known, deny)) for p in prediction.placed}
        outcome = settle(prediction, request.template, faults)
        self.state |= {placed.key: placed.resource for placed in outcome.written}
        return outcome

    def remove(self, key: str) -> None:
        """Delete a resource with everything in it and on it; some go on to hold their names."""
        gone = {k: v for k, v in self.state.items() if k == key or k.startswith(f"{key}/")}
        self.state = {k: v for k, v in self.state.items() if k not in gone}
        self.deleted |= {held: row for row in gone.values() if (held := soft_delete.held_by(row)) is not None}

    def purge(self, key: str) -> None:
        """Let go of what a deleted resource holds; raises ValueError for a vault with purge protection."""
        self.deleted = soft_delete.purged(key, self.deleted)

    def _accepted(self, request: Request) -> Prediction:
        prediction = self.predict(request)
        if notes := prediction.diagnostics:
            raise Refused([Problem(note.get("code", "InvalidTemplate"), note["message"]) for note in notes])
        self._preflight(request, prediction.resources)
        return prediction

    def _preflight(self, request: Request, resources: list[Body]) -> None:
        if wrong := list(checks.unreadable(resources)):
            raise Refused(wrong)
        found = checks.preflight(resources, self.state, self.registered, self.subscriptions)
        denied = (policy.denies(resource) for policy in self._policies for resource in resources)
        if wrong := [*self._refused, *found, *filter(None, denied)]:
            message = (
                f"The template deployment '{request.name}' is not valid according to the validation procedure. "
                "See inner errors for details."
            )
            raise Refused(wrong, heading=Problem("InvalidTemplateDeployment", message))

    def _faults(self, resource: Body, known: dict[str, Body], deny: Deny) -> Iterator[Problem]:
        if problem := self._fails(resource["id"].lower()) or deny(resource):
            yield problem
        yield from checks.faults(resource, known, self.state, self.assets)
        yield from soft_delete.taken(resource, self.deleted, self.state)
        if self._held is not None:
            yield from callers.lacking(resource, self._held)

    @contextmanager
    def failing(self, resource_id: str, code: str, message: str, times: int = 0) -> Iterator[None]:
        """Writing a resource fails meanwhile, as for lack of a quota; with `times`, only so often."""
        with self.broken({resource_id: Problem(code, message, resource_id)}, times):
            yield

    @contextmanager
    def broken(self, problems: Mapping[str, Problem], times: int = 0) -> Iterator[None]:
        """Writing these resources fails meanwhile, each with its problem; with `times`, only so often each."""
        self._broken = {key.lower(): (times or _ALWAYS, problem) for key, problem in problems.items()}
        try:
            yield
        finally:
            self._broken = {}

    @contextmanager
    def refusing(self, problems: Sequence[Problem]) -> Iterator[None]:
        """Every deployment is refused meanwhile, before anything is written."""
        self._refused = tuple(problems)
        try:
            yield
        finally:
            self._refused = ()

    @contextmanager
    def policy(self, policy: Policy) -> Iterator[None]:
        """A policy denies resources meanwhile."""
        self._policies.append(policy)
        try:
            yield
        finally:
            self._policies.remove(policy)

    @contextmanager
    def acting(self, held: Sequence[Held]) -> Iterator[None]:
        """The caller has these rights only meanwhile, as far as the stand-in asks for rights; else they have all."""
        self._held = tuple(held)
        try:
            yield
        finally:
            self._held = None

    def may(self, action: str, scope: str) -> bool:
        """Whether the caller has a right at a scope, or above it."""
        return self._held is None or any(one.reaches(action, scope) for one in self._held)

    def permissions(self, scope: str) -> list[Body]:
        """What the caller holds at a scope, from above too."""
        held = (Held("", ("*",)),) if self._held is None else self._held
        above = [one for one in held if f"{scope.lower()}/".startswith(f"{one.scope.lower()}/") or not one.scope]
        return [{"actions": list(one.actions), "notActions": list(one.never)} for one in above]

    def _fails(self, key: str) -> Problem | None:
        left, problem = self._broken.get(key, (0, None))
        if problem is not None:
            self._broken[key] = (left - 1, problem)
        return problem if left > 0 else None

    def register(self, subscription: str, namespace: str) -> None:
        """Let a subscription use a resource provider."""
        self.registered.add((subscription.lower(), namespace.lower()))

    def provider(self, subscription: str, namespace: str) -> Body:
        """A resource provider as a subscription sees it, with types and API versions as Bicep knows them."""
        known = {name: rows for name, rows in api_versions().types.items() if _of(name, namespace)}
        used = (subscription.lower(), namespace.lower()) in self.registered
        return {
            "id": f"/subscriptions/{subscription}/providers/{namespace}",
            "namespace": namespace,
            "registrationState": "Registered" if used else "NotRegistered",
            "resourceTypes": [
                {
                    "resourceType": name.partition("/")[2],
                    "apiVersions": [version for version in rows if (name, version) not in self.unserved],
                    "locations": [],
                }
                for name, rows in sorted(known.items())
            ],
        }

    def read(self, resource_id: str) -> Body | None:
        """A deployed resource with the addresses that Azure hands out, or an asset; None when there is none."""
        resource = self.state.get(resource_id.lower()) or shown(resource_id, self.assets, self.state)
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
        kept, self.state = (self.state, self.deleted), {}
        self.deleted = {}
        try:
            yield
        finally:
            self.state, self.deleted = kept


def _of(kind: str, namespace: str) -> bool:
    return kind.lower().startswith(f"{namespace.lower()}/")
