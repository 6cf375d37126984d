"""A package with endpoints is rolled out in releases, as its DEPLOY.md says: endpoints, then deployments, then traffic.

The earlier releases are the blueprint of an example with what does not hold yet taken out, generated like any other.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.azure.example import Example
from tests.azure.runbook import Command
from tests.azure.variant import generate

_PROOFS = ("main.json", "snapshot.json")
"""Files that `generate --check` adds and a deployment does not read."""
_GIVEN = ("traffic", "mirror", "default")
_ASSETS = ("model", "environment")


@dataclass(frozen=True, slots=True)
class Release:
    """A generated folder, the packages of it that differ from the release before, and what people do first."""

    folder: Path
    packages: tuple[str, ...]
    first: Callable[[], None] = lambda: None

    def repeated(self, command: Command) -> bool:
        """Whether a command of DEPLOY.md belongs to a release that only changes some packages."""
        return "--parameters" in command.words and command.package in self.packages


def without_traffic(blueprint: dict[str, Any]) -> None:
    """The release that deploys models: nothing is sent to them yet."""
    for endpoint in _endpoints(blueprint):
        for key in _GIVEN:
            endpoint.pop(key, None)


def without_deployments(blueprint: dict[str, Any]) -> None:
    """The first release: endpoints, a registry and a workspace to register models in."""
    without_traffic(blueprint)
    for endpoint in _endpoints(blueprint):
        endpoint.pop("deployments", None)


def releases(example: Example, folder: Callable[[], Path]) -> tuple[Release, ...]:
    """The releases that lead to an example, the last of which is the example itself; only that one without models."""
    addresses = assets(example.plan)
    if not addresses:
        return (Release(example.folder, tuple(example.packages())),)

    def register() -> None:
        example.server.manager.assets |= {address.lower() for address in addresses}

    empty = generate(example.azure, example.name, folder(), without_deployments)
    models = generate(example.azure, example.name, folder(), without_traffic)
    return (
        Release(empty, tuple(example.packages())),
        Release(models, _changed(empty, models), register),
        Release(example.folder, _changed(models, example.folder)),
    )


def assets(plan: Any) -> frozenset[str]:
    """The addresses of everything that people bring for the deployments of a plan: assets, and files of code."""
    return frozenset(_addresses(plan))


def _addresses(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        served = value.get("served") or {}
        yield from (served[key] for key in _ASSETS if served.get(key))
        yield from (row["uri"] for row in value.get("code_versions") or ())
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _addresses(part)


def _endpoints(blueprint: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for zone in blueprint["landingZones"]:
        wanted = zone.get("inference", {})
        yield from [*wanted.get("online", []), *wanted.get("batch", [])]


def _changed(before: Path, after: Path) -> tuple[str, ...]:
    """The packages that are deployed from other files than in the release before, in order."""
    old, new = _files(before), _files(after)
    names = [package["name"] for package in json.loads((after / "plan.json").read_text("utf-8"))["packages"]]
    return tuple(name for name in names if _of(name, old) != _of(name, new))


def _of(package: str, files: Mapping[str, str]) -> dict[str, str]:
    start = f"packages/{package}/"
    return {name: value for name, value in files.items() if name.startswith(start) and not name.endswith(_PROOFS)}


def _files(folder: Path) -> Mapping[str, str]:
    found: Mapping[str, str] = json.loads((folder / "manifest.json").read_text("utf-8"))["files"]
    return found
