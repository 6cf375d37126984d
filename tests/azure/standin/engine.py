"""What a deployment would create, by the engine that Azure itself runs and that the Bicep CLI brings along.

A parameter file may say `using 'template.json'`, so a template that came over the wire needs no evaluator of ours. The
engine forgets which nested deployment a resource stood in; a mark that it evaluates too keeps that.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from ringfence.check.bicep import Bicep, BicepError, Scope
from tests.azure.standin.refusal import Body, Problem, Refused
from tests.azure.standin.request import Request

_MARK = "_standin"
_DEPLOYMENTS = "microsoft.resources/deployments"
_one_at_a_time = Lock()  # several stand-ins may share one Bicep


@dataclass(frozen=True, slots=True)
class Placed:
    """A resource with the deployment that it stands in and the symbol of the root template that this belongs to."""

    resource: Body
    module: str
    symbol: str

    @property
    def key(self) -> str:
        """Its id as Azure compares ids."""
        return str(self.resource["id"]).lower()


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the engine says: the resources in its order, and what it could not expand."""

    placed: tuple[Placed, ...]
    diagnostics: tuple[Body, ...]

    @property
    def resources(self) -> list[Body]:
        """The resources alone."""
        return [placed.resource for placed in self.placed]


def evaluate(bicep: Bicep, tenant: str, request: Request) -> Prediction:
    """The resources of a deployment; raises Refused with the engine's own message."""
    scope = Scope(tenant=tenant, subscription=request.subscription, location=request.location, deployment=request.name)
    with _one_at_a_time, TemporaryDirectory(prefix="standin-") as folder:
        path = _write(Path(folder).resolve(), request)
        try:
            snapshot = bicep.snapshot(path, scope)
        except BicepError as error:
            raise Refused([Problem("InvalidTemplate", _words(bicep, path, error))]) from error
    placed = tuple(_placed(resource, request.name) for resource in snapshot["predictedResources"])
    return Prediction(placed, tuple(snapshot["diagnostics"]))


def rows(template: Body) -> Iterator[tuple[str, Body]]:
    """The resources that a template declares, with their symbols; the older form of a template has none."""
    resources = template.get("resources") or {}
    pairs = resources.items() if isinstance(resources, dict) else ((str(n), row) for n, row in enumerate(resources))
    yield from ((symbol, row) for symbol, row in pairs if not row.get("existing"))


def inner(row: Body) -> Body | None:
    """The template of a nested deployment; None for any other resource."""
    if str(row.get("type", "")).lower() != _DEPLOYMENTS:
        return None
    template: Body | None = row.get("properties", {}).get("template")
    return template


def _mark(template: Body, root: str = "") -> None:
    """Give every resource a property by which it can be told where it came from."""
    for symbol, row in rows(template):
        nested = inner(row)
        if nested is not None:
            _mark(nested, root or symbol)
        elif isinstance(row.setdefault("properties", {}), dict):
            row["properties"][_MARK] = {"module": "[deployment().name]", "symbol": root or symbol}


def _placed(resource: Body, root: str) -> Placed:
    properties = resource.get("properties", {})
    mark = properties.pop(_MARK, {"module": root, "symbol": ""}) if isinstance(properties, dict) else {}
    if not properties:
        resource.pop("properties", None)
    return Placed(resource, mark.get("module", root), mark.get("symbol", ""))


def _write(folder: Path, request: Request) -> Path:
    """The template and its parameters as files; `any` keeps the compiler's opinion back, so that the engine speaks."""
    lines = ["using 't.json'", "var given = loadJsonContent('p.json')"]
    lines += [f"param {name} = any(given.{name})" for name in sorted(request.parameters)]
    path = folder / "m.bicepparam"
    template = copy.deepcopy(request.template)
    _mark(template)
    (folder / "t.json").write_text(json.dumps(template), "utf-8")
    (folder / "p.json").write_text(json.dumps(request.parameters), "utf-8")
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def _words(bicep: Bicep, path: Path, error: BicepError) -> str:
    """The engine's message, or what the compiler says when it did not get as far as the engine."""
    messages = bicep.compile(path).messages
    said = " ".join(message.text for message in messages if message.level == "Error") or str(error)
    return f"Deployment template validation failed: '{said}'"
