"""What a deployment would create, by the engine that Azure itself runs and that the Bicep CLI brings along.

A parameter file may say `using 'template.json'`, so a template that came over the wire needs no evaluator of ours.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.check.bicep import Bicep, BicepError, Scope
from tests.azure.standin.refusal import Body, Problem, Refused

_UNQUOTED = re.compile(r", template:(?=\s*[{/])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A deployment that somebody asks for."""

    subscription: str
    name: str
    location: str
    template: Body
    parameters: Body


def read(subscription: str, name: str, body: str) -> Request:
    """The deployment in a request's body; azure-cli leaves its key `template` unquoted, to keep the template's text."""
    content = json.loads(_UNQUOTED.sub(', "template":', body, count=1))
    properties = content["properties"]
    return Request(
        subscription=subscription,
        name=name,
        location=content["location"],
        template=properties["template"],
        parameters={key: entry["value"] for key, entry in (properties.get("parameters") or {}).items()},
    )


def evaluate(bicep: Bicep, tenant: str, request: Request) -> list[Body]:
    """The resources of a deployment; raises Refused with the engine's own message."""
    scope = Scope(tenant=tenant, subscription=request.subscription, location=request.location, deployment=request.name)
    with TemporaryDirectory(prefix="standin-") as folder:
        path = _write(Path(folder).resolve(), request)
        try:
            snapshot = bicep.snapshot(path, scope)
        except BicepError as error:
            raise Refused([Problem("InvalidTemplate", _words(bicep, path, error))]) from error
    if notes := snapshot["diagnostics"]:
        raise Refused([Problem("DeploymentWhatIfIncomplete", json.dumps(note, sort_keys=True)) for note in notes])
    resources: list[Body] = snapshot["predictedResources"]
    return resources


def _write(folder: Path, request: Request) -> Path:
    """The template and its parameters as files; `any` keeps the compiler's opinion back, so that the engine speaks."""
    lines = ["using 't.json'", "var given = loadJsonContent('p.json')"]
    lines += [f"param {name} = any(given.{name})" for name in sorted(request.parameters)]
    path = folder / "m.bicepparam"
    (folder / "t.json").write_text(json.dumps(request.template), "utf-8")
    (folder / "p.json").write_text(json.dumps(request.parameters), "utf-8")
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def _words(bicep: Bicep, path: Path, error: BicepError) -> str:
    """The engine's message, or what the compiler says when it did not get as far as the engine."""
    messages = bicep.compile(path).messages
    said = " ".join(message.text for message in messages if message.level == "Error") or str(error)
    return f"Deployment template validation failed: '{said}'"
