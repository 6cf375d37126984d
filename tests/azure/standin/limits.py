"""How large a deployment may be, and which parameters it must and may be given.

Source: Azure Resource Manager limits (azure-subscription-service-limits); the wording follows ARM's own messages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tests.azure.standin.engine import Prediction, inner, rows
from tests.azure.standin.refusal import Body, Problem
from tests.azure.standin.request import Request

_MOST = {"parameters": 256, "variables": 512, "outputs": 64, "resources": 800}
_DEEPEST = 5
"""Levels of nested templates below the root."""


def of_template(request: Request) -> Iterator[Problem]:
    """What is too large or too deep as it is written, and parameters that do not fit the template."""
    yield from _sizes(request.template, 0)
    yield from _parameters(request)


def of_prediction(prediction: Prediction) -> Iterator[Problem]:
    """Templates that have too many resources once their loops are expanded."""
    for module, count in Counter(placed.module for placed in prediction.placed).items():
        if count > _MOST["resources"]:
            yield _invalid(f"The template resources limit of '{module}' exceeded. Limit: 800 and actual: {count}.")


def _sizes(template: Body, depth: int) -> Iterator[Problem]:
    for section, most in _MOST.items():
        if (count := len(template.get(section) or ())) > most:
            yield _invalid(f"The template {section} limit exceeded. Limit: {most} and actual: {count}.")
    if depth > _DEEPEST:
        yield _invalid(f"The nested deployment is {depth} levels deep. Limit: {_DEEPEST}.")
        return
    for _, row in rows(template):
        if (nested := inner(row)) is not None:
            yield from _sizes(nested, depth + 1)


def _parameters(request: Request) -> Iterator[Problem]:
    declared = request.template.get("parameters") or {}
    if unknown := sorted(request.parameters.keys() - declared.keys()):
        names, known = ", ".join(unknown), ", ".join(declared)
        yield _invalid(
            f"The template parameters '{names}' in the parameters file are not valid; they are not present in the "
            f"original template and can therefore not be provided at deployment time. The only supported parameters "
            f"for this template are '{known}'."
        )
    for name, parameter in declared.items():
        if name not in request.parameters and not _optional(parameter, request.template):
            yield _invalid(f"The value for the template parameter '{name}' is not provided.")


def _optional(parameter: Body, template: Body) -> bool:
    """Whether a parameter has a default or may be null, itself or by its type."""
    if "defaultValue" in parameter or parameter.get("nullable"):
        return True
    reference = str(parameter.get("$ref", "")).rpartition("/")[2]
    return bool(reference) and _optional((template.get("definitions") or {}).get(reference, {}), template)


def _invalid(what: str) -> Problem:
    return Problem("InvalidTemplate", f"Deployment template validation failed: '{what}'")
