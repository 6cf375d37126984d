"""Resource Manager as azure-cli meets it: one table of places, made of the tables of its parts."""

from __future__ import annotations

import re

from tests.azure.standin.answer import Answer, Call, dispatch
from tests.azure.standin.deployments import Deployments
from tests.azure.standin.manager import ResourceManager
from tests.azure.standin.operations import Operations
from tests.azure.standin.resources import Resources
from tests.azure.standin.signin import SignIn
from tests.azure.standin.stack_api import StackApi
from tests.azure.standin.stacks import Stacks


class Api:
    """Answers requests; `url` is where it is reached, `subscriptions` are those that the caller may see.

    `instead` has answers that are given once in place of the real one: a method, a pattern of paths, the answer.
    """

    def __init__(self, manager: ResourceManager, url: str, subscriptions: tuple[str, ...]) -> None:
        operations = Operations(url)
        self.stacks = Stacks(manager)
        self.deployments = Deployments(manager, operations, self.stacks)
        self.instead: list[tuple[str, str, Answer]] = []
        self._routes = (
            *SignIn(manager, url, subscriptions).routes(),
            *operations.routes(),
            *self.deployments.routes(),
            *StackApi(manager, self.stacks, operations).routes(),
            *Resources(manager, self.stacks).routes(),
        )

    def answer(self, call: Call) -> Answer:
        """The answer to a request; what is refused says why, a place that is not there is 404."""
        for row in self.instead:
            if row[0] == call.method and re.fullmatch(row[1], call.path, re.IGNORECASE):
                self.instead.remove(row)
                return row[2]
        return dispatch(self._routes, call)
