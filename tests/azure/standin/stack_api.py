"""The places of deployment stacks and of their what-if at subscription scope."""

from __future__ import annotations

from tests.azure.standin.answer import SUBSCRIPTION, Answer, Call, Route, absent, only
from tests.azure.standin.manager import ResourceManager
from tests.azure.standin.operations import Operations
from tests.azure.standin.refusal import Body
from tests.azure.standin.request import Request, read_stack
from tests.azure.standin.stack_preview import stack_changes
from tests.azure.standin.stacks import Stack, Stacks, stack_id

_TYPE = "Microsoft.Resources/deploymentStacks"
_ALL = rf"{SUBSCRIPTION}/providers/Microsoft\.Resources/deploymentStacks"
_ONE = rf"{_ALL}/([^/]+)"
_LOOKS = rf"{SUBSCRIPTION}/providers/Microsoft\.Resources/deploymentStacksWhatIfResults"
_LOOK = rf"{_LOOKS}/([^/]+)"


class StackApi:
    """Answers about stacks."""

    def __init__(self, manager: ResourceManager, stacks: Stacks, operations: Operations) -> None:
        self._manager = manager
        self._stacks = stacks
        self._operations = operations
        self._looks: dict[str, Body] = {}

    def routes(self) -> tuple[Route, ...]:
        """The places of the deployment stacks API."""
        return (
            ("POST", rf"{_ONE}/validate", self._validate),
            ("POST", rf"{_ONE}/exportTemplate", self._export),
            ("PUT", _ONE, self._create),
            ("GET", _ONE, self._show),
            ("DELETE", _ONE, self._delete),
            ("GET", _ALL, self._list),
            ("POST", rf"{_LOOK}/whatIf", self._look),
            ("PUT", _LOOK, self._what_if),
            ("GET", _LOOK, self._look),
            ("DELETE", _LOOK, self._forget),
            ("GET", _LOOKS, self._list_looks),
        )

    def _validate(self, subscription: str, name: str, call: Call) -> Answer:
        request = read_stack(subscription, name, call.body)
        self._stacks.settle_place(request)
        rows = [{"id": resource["id"]} for resource in self._manager.resources(request)]
        shown = {key: request.settings[key] for key in ("actionOnUnmanage", "denySettings")}
        properties = {**shown, "validatedResources": rows}
        return Answer({"id": stack_id(subscription, name), "name": name, "type": _TYPE, "properties": properties})

    def _create(self, subscription: str, name: str, call: Call) -> Answer:
        request = read_stack(subscription, name, call.body)
        created = self._stacks.find(stack_id(subscription, name)) is None
        stack = self._stacks.put(request)
        return Answer(stack.body(), 201 if created else 200, self._operations.started(lambda: _status(stack)))

    def _show(self, subscription: str, name: str, _: Call) -> Answer:
        return Answer(self._found(subscription, name).body())

    def _export(self, subscription: str, name: str, _: Call) -> Answer:
        return Answer({"template": self._found(subscription, name).request.template})

    def _list(self, subscription: str, _: Call) -> Answer:
        return Answer({"value": [stack.body() for stack in self._stacks.of(subscription)]})

    def _delete(self, subscription: str, name: str, call: Call) -> Answer:
        stack = self._found(subscription, name)
        query = {key.lower(): value for key, value in call.query.items()}
        action = {
            part: query.get(f"unmanageaction.{part}".lower(), "detach") for part in ("resources", "resourceGroups")
        }
        self._stacks.drop(stack, action)
        if stack.error:
            return Answer(stack.body(), 202, self._operations.started(lambda: _status(stack)))
        return Answer({}, 202, self._operations.ended({}))

    def _what_if(self, subscription: str, name: str, call: Call) -> Answer:
        request = read_stack(subscription, name, call.body)
        stack = self._stacks.find(request.settings["deploymentStackResourceId"])
        properties = {
            **request.settings,
            "provisioningState": "succeeded",
            "changes": stack_changes(self._manager, request, stack),
            "diagnostics": [],
        }
        look = _look(request, properties)
        self._looks[look["id"].lower()] = look
        return Answer(look, 201, self._operations.started(lambda: {"status": "Succeeded"}))

    def _look(self, subscription: str, name: str, _: Call) -> Answer:
        key = _look_id(subscription, name)
        return Answer(self._looks[key.lower()]) if key.lower() in self._looks else absent(key)

    def _list_looks(self, subscription: str, _: Call) -> Answer:
        start = _look_id(subscription, "").lower()
        return Answer({"value": [look for key, look in self._looks.items() if key.startswith(start)]})

    def _forget(self, subscription: str, name: str, _: Call) -> Answer:
        self._looks.pop(_look_id(subscription, name).lower(), None)
        return Answer({}, 204)

    def _found(self, subscription: str, name: str) -> Stack:
        found = self._stacks.find(stack_id(subscription, name))
        if found is None:
            raise only("DeploymentStackNotFound", f"The deployment stack '{name}' could not be found.", 404)
        return found


def _status(stack: Stack) -> Body:
    return {"status": "Failed", "error": stack.error} if stack.error else {"status": "Succeeded"}


def _look_id(subscription: str, name: str) -> str:
    return f"/subscriptions/{subscription}/providers/{_TYPE}WhatIfResults/{name}"


def _look(request: Request, properties: Body) -> Body:
    key = _look_id(request.subscription, request.name)
    kind = f"{_TYPE}WhatIfResults"
    return {"id": key, "name": request.name, "type": kind, "location": request.location, "properties": properties}
