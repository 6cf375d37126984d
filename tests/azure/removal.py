"""REMOVAL.md and BACKOUT.md as a machine reads them, and what Azure holds once a plan is deployed, without a Bicep."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ringfence.catalog.read import kinds
from ringfence.check.expect.package import expected
from ringfence.plan.model.package import Plan
from tests.azure.standin.refusal import Body

_BLOCK = re.compile(r"^```sh\n(.*?)\n```$", re.MULTILINE | re.DOTALL)


def commands(text: str) -> list[str]:
    """Every command of a document, in its order."""
    return [line for block in _BLOCK.findall(text) for line in block.split("\n")]


def rows(plan: Plan, packages: Iterable[str] = ()) -> dict[str, Body]:
    """What the packages of a plan are in Azure by lower-case id, of all packages or of those that are named."""
    wanted = set(packages) or {package.name for package in plan.packages}
    return {
        one.resource.id.lower(): {
            "id": one.resource.id,
            "type": one.resource.type,
            "name": one.name.rpartition("/")[2],
            "location": one.location,
            **one.body,
        }
        for package in plan.packages
        if package.name in wanted
        for one in expected(package, kinds())
    }
