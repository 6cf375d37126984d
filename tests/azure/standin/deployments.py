"""Deployments at subscription scope: validate, what-if, create, show, list, operations, cancel, delete, export.

Source: Resource Manager deployments REST API. A deployment keeps its name and place; while one runs, none of its name
can start.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.azure.standin.answer import SUBSCRIPTION, Answer, Call, Route, only
from tests.azure.standin.manager import ResourceManager
from tests.azure.standin.operations import Operations
from tests.azure.standin.outcome import Outcome, error, module_id
from tests.azure.standin.refusal import Body
from tests.azure.standin.request import Request, read
from tests.azure.standin.stacks import Stacks

_ALL = rf"{SUBSCRIPTION}/providers/Microsoft\.Resources/deployments"
_ONE = rf"{_ALL}/([^/]+)"


@dataclass(slots=True)
class Deployment:
    """A deployment that was started; `outcome` comes when it ends."""

    request: Request
    state: str = "Running"
    outcome: Outcome | None = None

    @property
    def id(self) -> str:
        """Its resource id."""
        return deployment_id(self.request.subscription, self.request.name)

    def finish(self, manager: ResourceManager, stacks: Stacks) -> None:
        """Write its resources, as far as stacks let it."""
        self.outcome = manager.deploy(self.request, lambda resource: stacks.denies("write", resource))
        self.state = "Failed" if self.outcome.failed else "Succeeded"

    def error(self) -> Body | None:
        """Why it failed; None when it did not."""
        return error(self.outcome, self.id) if self.outcome and self.outcome.failed else None

    def body(self) -> Body:
        """The deployment as it is shown."""
        more = {"error": self.error()} if self.state == "Failed" else {}
        written = [{"id": placed.resource["id"]} for placed in self.outcome.written] if self.outcome else []
        return described(self.request, self.state, outputResources=written, **more)


def deployment_id(subscription: str, name: str) -> str:
    """The id of a deployment at subscription scope."""
    return f"/subscriptions/{subscription}/providers/Microsoft.Resources/deployments/{name}"


def described(request: Request, state: str, **more: object) -> Body:
    """A deployment as an answer shows it."""
    declared = request.template.get("parameters") or {}
    types = {name: str(parameter.get("type", "")) for name, parameter in declared.items()}
    values = {
        name: {"type": "SecureString"} if types.get(name, "").lower() == "securestring" else {"value": value}
        for name, value in request.parameters.items()
    }
    return {
        "id": deployment_id(request.subscription, request.name),
        "name": request.name,
        "type": "Microsoft.Resources/deployments",
        "location": request.location,
        "properties": {"provisioningState": state, "mode": "Incremental", "parameters": values, **more},
    }


class Deployments:
    """Every deployment by its lower-case id."""

    def __init__(self, manager: ResourceManager, operations: Operations, stacks: Stacks) -> None:
        self._manager = manager
        self._operations = operations
        self._stacks = stacks
        self._known: dict[str, Deployment] = {}
        self._holding = False

    def routes(self) -> tuple[Route, ...]:
        """The places of the deployments API."""
        return (
            ("POST", rf"{_ONE}/validate", self._validate),
            ("POST", rf"{_ONE}/whatIf", self._what_if),
            ("POST", rf"{_ONE}/cancel", self._cancel),
            ("POST", rf"{_ONE}/exportTemplate", self._export),
            ("GET", rf"{_ONE}/operations", self._steps),
            ("PUT", _ONE, self._create),
            ("GET", _ONE, self._show),
            ("DELETE", _ONE, self._forget),
            ("GET", _ALL, self._list),
        )

    @contextmanager
    def held(self) -> Iterator[None]:
        """Deployments that start meanwhile run on; afterwards they end when they are asked for."""
        self._holding = True
        try:
            yield
        finally:
            self._holding = False

    def _read(self, subscription: str, name: str, call: Call) -> Request:
        """The request of a call, which must not contradict the deployment of that name."""
        request = read(subscription, name, call.body)
        known = self._known.get(deployment_id(subscription, name).lower())
        if known and known.request.location != request.location:
            message = (
                f"Invalid deployment location '{request.location}'. The deployment '{name}' already exists in "
                f"location '{known.request.location}'."
            )
            raise only("InvalidDeploymentLocation", message, 409)
        return request

    def _validate(self, subscription: str, name: str, call: Call) -> Answer:
        request = self._read(subscription, name, call)
        rows = [{"id": resource["id"]} for resource in self._manager.resources(request)]
        return Answer(described(request, "Succeeded", validatedResources=rows))

    def _what_if(self, subscription: str, name: str, call: Call) -> Answer:
        changes, notes = self._manager.preview(self._read(subscription, name, call))
        result = {"properties": {"changes": changes, "diagnostics": notes}}
        return Answer({}, 202, self._operations.ended(result))

    def _create(self, subscription: str, name: str, call: Call) -> Answer:
        deployment = Deployment(self._read(subscription, name, call))
        known = self._known.get(deployment.id.lower())
        if known and known.state == "Running":
            message = f"Unable to edit or replace deployment '{name}': previous deployment is still active."
            raise only("DeploymentActive", message, 409)
        if self._holding:
            self._manager.resources(deployment.request)
        else:
            deployment.finish(self._manager, self._stacks)
        self._known[deployment.id.lower()] = deployment
        started = {
            **deployment.body(),
            "properties": {**deployment.body()["properties"], "provisioningState": "Accepted"},
        }
        started["properties"].pop("error", None)
        return Answer(started, 201, self._operations.started(lambda: self._status(deployment)))

    def _status(self, deployment: Deployment) -> Body:
        """Where a deployment stands; one that is no longer held ends now."""
        if deployment.state == "Running" and not self._holding:
            deployment.finish(self._manager, self._stacks)
        failed = deployment.error()
        return {"status": deployment.state, **({"error": failed} if failed else {})}

    def _show(self, subscription: str, name: str, _: Call) -> Answer:
        return Answer(self._found(subscription, name).body())

    def _list(self, subscription: str, _: Call) -> Answer:
        start = deployment_id(subscription, "").lower()
        return Answer({"value": [row.body() for key, row in self._known.items() if key.startswith(start)]})

    def _cancel(self, subscription: str, name: str, _: Call) -> Answer:
        deployment = self._found(subscription, name)
        if deployment.state != "Running":
            message = f"The deployment '{name}' cannot be cancelled because its state is '{deployment.state}'."
            raise only("DeploymentCannotBeCancelled", message, 409)
        deployment.state = "Canceled"
        return Answer({}, 204)

    def _forget(self, subscription: str, name: str, _: Call) -> Answer:
        self._known.pop(deployment_id(subscription, name).lower(), None)
        return Answer({}, 204)

    def _export(self, subscription: str, name: str, _: Call) -> Answer:
        return Answer({"template": self._found(subscription, name).request.template})

    def _steps(self, subscription: str, name: str, _: Call) -> Answer:
        deployment = self._found(subscription, name)
        return Answer({"value": list(_steps(deployment))})

    def _found(self, subscription: str, name: str) -> Deployment:
        found = self._known.get(deployment_id(subscription, name).lower())
        if found is None:
            raise only("DeploymentNotFound", f"Deployment '{name}' could not be found.", 404)
        return found


def _steps(deployment: Deployment) -> Iterator[Body]:
    """What a deployment did itself: one operation for each of its own resources and nested deployments."""
    if deployment.outcome is None:
        return
    failed = {module_id(placed, deployment.id) for placed, _ in deployment.outcome.failed}
    errors = {row.get("target", ""): row for row in (deployment.error() or {}).get("details", ())}
    everything = [*deployment.outcome.written, *(placed for placed, _ in deployment.outcome.failed)]
    targets: dict[str, str] = {}
    for placed in everything:
        nested = module_id(placed, deployment.id)
        own = nested == deployment.id
        targets[placed.resource["id"] if own else nested] = placed.resource["type"] if own else _NESTED
    for number, (target, kind) in enumerate(targets.items()):
        wrong = errors.get(target)
        yield _step(deployment, number, target, kind, wrong if wrong or target in failed else None)


_NESTED = "Microsoft.Resources/deployments"


def _step(deployment: Deployment, number: int, target: str, kind: str, wrong: Body | None) -> Body:
    properties = {
        "provisioningOperation": "Create",
        "provisioningState": "Failed" if wrong else "Succeeded",
        "statusCode": "Conflict" if wrong else "OK",
        "targetResource": {"id": target, "resourceType": kind, "resourceName": target.rpartition("/")[2]},
        **({"statusMessage": {"status": "Failed", "error": wrong}} if wrong else {}),
    }
    return {
        "id": f"{deployment.id}/operations/{number:016X}",
        "operationId": f"{number:016X}",
        "properties": properties,
    }
