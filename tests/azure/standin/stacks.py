"""Deployment stacks: what they manage, what they no longer manage and what becomes of it.

Source: Create and deploy Azure deployment stacks in Bicep (azure-docs deployment-stacks), and the models of the
Resource Manager deploymentStacks API 2025-07-01.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.azure.standin.answer import only
from tests.azure.standin.callers import DENY
from tests.azure.standin.denies import Denial, denied
from tests.azure.standin.manager import ResourceManager
from tests.azure.standin.outcome import error
from tests.azure.standin.refusal import Body, Problem
from tests.azure.standin.removal import kept
from tests.azure.standin.request import Request

_GROUP = "microsoft.resources/resourcegroups"
_TYPE = "Microsoft.Resources/deploymentStacks"


def stack_id(subscription: str, name: str) -> str:
    """The id of a deployment stack at subscription scope."""
    return f"/subscriptions/{subscription}/providers/{_TYPE}/{name}"


@dataclass(slots=True)
class Stack:
    """A deployment stack after its last update; the lists have ids as they were written."""

    request: Request
    managed: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    detached: list[str] = field(default_factory=list)
    failed: list[Problem] = field(default_factory=list)
    error: Body | None = None

    @property
    def id(self) -> str:
        """Its resource id."""
        return stack_id(self.request.subscription, self.request.name)

    @property
    def state(self) -> str:
        """How its last update ended."""
        return "failed" if self.error else "succeeded"

    @property
    def denial(self) -> Denial:
        """What it denies."""
        return Denial(self.id, self.request.settings["denySettings"], frozenset(key.lower() for key in self.managed))

    def body(self) -> Body:
        """The stack as it is shown."""
        subscription = self.request.subscription
        rows = [
            {"id": key, "status": "managed", "denyStatus": self.denial.status(subscription, key)}
            for key in self.managed
        ]
        properties = {
            **{key: value for key, value in self.request.settings.items() if key != "bypassStackOutOfSyncError"},
            "provisioningState": self.state,
            "parameters": {name: {"value": value} for name, value in self.request.parameters.items()},
            "resources": rows,
            "deletedResources": [{"id": key} for key in self.deleted],
            "detachedResources": [{"id": key} for key in self.detached],
            "failedResources": [{"id": row.target, "error": row.body()} for row in self.failed],
            **({"error": self.error} if self.error else {}),
        }
        return {
            "id": self.id,
            "name": self.request.name,
            "type": _TYPE,
            "location": self.request.location,
            "properties": properties,
        }


class Stacks:
    """Every stack by its lower-case id; `caller` is the object id of whoever asks."""

    def __init__(self, manager: ResourceManager) -> None:
        self._manager = manager
        self._known: dict[str, Stack] = {}

    @contextmanager
    def emptied(self) -> Iterator[None]:
        """There are no stacks meanwhile; afterwards all is as it was."""
        kept, self._known = self._known, {}
        try:
            yield
        finally:
            self._known = kept

    def hold(self, stack: Stack) -> None:
        """Know a stack as one that was deployed before."""
        self._known[stack.id.lower()] = stack

    def find(self, key: str) -> Stack | None:
        """A stack by its id in any case."""
        return self._known.get(key.lower())

    def of(self, subscription: str) -> list[Stack]:
        """The stacks of a subscription."""
        start = stack_id(subscription, "").lower()
        return [stack for key, stack in self._known.items() if key.startswith(start)]

    def denies(self, verb: str, resource: Body, besides: str = "") -> Problem | None:
        """Why a resource may not be written or deleted; the stack `besides` does not stand in its own way."""
        others = [stack.denial for key, stack in self._known.items() if key != besides.lower()]
        return denied(others, verb, resource, self._manager.tenant)

    def put(self, request: Request) -> Stack:
        """Create or update a stack: deploy it, then let go of what it no longer names; raises Refused."""
        before = self.find(stack_id(request.subscription, request.name))
        self.settle_place(request)
        self._settle_denials(request)
        stack = Stack(request)
        outcome = self._manager.deploy(request, lambda resource: self.denies("write", resource, stack.id))
        stack.managed = [placed.resource["id"] for placed in outcome.written]
        if outcome.failed:
            stack.failed = [problem for _, problems in outcome.failed for problem in problems]
            details = error(outcome, stack.id)
            stack.error = {
                "code": "DeploymentStackDeploymentFailed",
                "message": details["message"],
                "details": [details],
            }
            stack.managed = list(dict.fromkeys([*stack.managed, *(before.managed if before else ())]))
        elif before:
            self._release(stack, unmanaged(before.managed, stack.managed), request.settings["actionOnUnmanage"])
        self.hold(stack)
        return stack

    def drop(self, stack: Stack, action: Body) -> list[Problem]:
        """Delete a stack with what it manages, as the action says; why not, when something could not be deleted."""
        leaving, stack.managed, stack.error = stack.managed, [], None
        self._release(stack, leaving, action)
        if not stack.failed:
            del self._known[stack.id.lower()]
        return stack.failed

    def settle_place(self, request: Request) -> None:
        """Refuse a stack that exists in another location."""
        before = self.find(stack_id(request.subscription, request.name))
        if before and before.request.location != request.location:
            message = (
                f"The resource '{request.name}' already exists in location '{before.request.location}'. A resource "
                f"with the same name cannot be created in location '{request.location}'."
            )
            raise only("InvalidResourceLocation", message, 409)

    def _settle_denials(self, request: Request) -> None:
        """Refuse deny settings of a caller who may not set any."""
        scope = f"/subscriptions/{request.subscription}"
        if request.settings["denySettings"]["mode"] != "none" and not self._manager.may(DENY, scope):
            message = f"The client does not have authorization to perform action '{DENY}' over scope '{scope}'."
            raise only("AuthorizationFailed", message, 403)

    def _release(self, stack: Stack, leaving: list[str], action: Body) -> None:
        """Delete or detach resources; what cannot be deleted stays with the stack."""
        state = self._manager.state
        going = [key for key in leaving if key.lower() in state and deletes(state[key.lower()], action)]
        stack.detached = [key for key in leaving if key not in going and key.lower() in state]
        gone = {key.lower() for key in going}
        holding = {key: list(kept(key.lower(), state, gone)) for key in going}
        stack.failed = [problem for problems in holding.values() for problem in problems]
        for key in going:
            if holding[key]:
                stack.managed.append(key)
            else:
                stack.deleted.append(key)
                self._manager.remove(key.lower())
        if stack.failed:
            message = "One or more resources could not be deleted."
            rows = [problem.body() for problem in stack.failed]
            stack.error = {"code": "DeploymentStackDeleteResourcesFailed", "message": message, "details": rows}


def unmanaged(before: list[str], after: list[str]) -> list[str]:
    """The ids that a stack names no longer."""
    still = {key.lower() for key in after}
    return [key for key in before if key.lower() not in still]


def deletes(resource: Body, action: Body) -> bool:
    """Whether an action on what is no longer managed deletes this resource; otherwise it is detached."""
    part = "resourceGroups" if str(resource["type"]).lower() == _GROUP else "resources"
    return str(action.get(part, "detach")).lower() == "delete"
