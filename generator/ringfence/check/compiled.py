"""Stage 5, the compiled template: what each module declares and what waits for what, read from ARM JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

MAIN = "main"
_DEPLOYMENT = "Microsoft.Resources/deployments"
_ELEMENT = re.compile(r"\[format\('(\w+)\[\{0\}\]'")
_MODULE = re.compile(r"^module (\w+) '([^']+)'", re.MULTILINE)

Node: TypeAlias = tuple[str, str]
"""A declaration: module and symbol; a module as a whole is (MAIN, its symbol)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """A resource that a module declares; `looped` says that a loop makes it, `serial` that it makes one after another.

    `after` are the nodes it waits for."""

    node: Node
    type: str
    api: str
    existing: bool
    looped: bool
    serial: bool
    after: tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """A module of main: the plan's name for it, its file as main names it, its deployment's name, where it goes."""

    module: str
    file: str
    node: Node
    name: str
    scope: str
    after: tuple[Node, ...]
    symbolic: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A compiled main.bicep. `text` is what `bicep build` writes, `size` its bytes without white space, `secure` the
    parameters whose values are secret.
    """

    text: str
    size: int
    parameters: int
    secure: tuple[str, ...] = ()
    outputs: int
    declarations: tuple[Declaration, ...]
    deployments: tuple[Deployment, ...]


def read(text: str, main_source: str, names: Mapping[str, str]) -> Template:
    """The template of a package; `main_source` is main.bicep, which alone says what file a module came from.

    `names` are the plan's names of modules by their symbols; a module that the plan does not know goes by its symbol.
    """
    root = json.loads(text)
    files = dict(_MODULE.findall(main_source))
    return Template(
        text=text,
        size=len(json.dumps(root, separators=(",", ":"), ensure_ascii=False).encode()),
        parameters=len(root.get("parameters", {})),
        secure=tuple(name for name, row in root.get("parameters", {}).items() if _secure(row)),
        outputs=len(root.get("outputs", {})),
        declarations=tuple(_declarations(root, MAIN, names)),
        deployments=tuple(_deployments(root, files, names)),
    )


def _declarations(template: Mapping[str, Any], module: str, names: Mapping[str, str]) -> Iterator[Declaration]:
    """The resources of a template and of the templates nested in it."""
    for symbol, row in _rows(template):
        if _is_module(row):
            yield from _declarations(row["properties"]["template"], names.get(symbol, symbol), {})
        else:
            yield Declaration(
                node=(module, symbol),
                type=row.get("type", ""),
                api=row.get("apiVersion", ""),
                existing=row.get("existing", False),
                looped="copy" in row,
                serial=row.get("copy", {}).get("mode") == "serial",
                after=_after(row, module),
            )


def _deployments(
    template: Mapping[str, Any], files: Mapping[str, str], names: Mapping[str, str]
) -> Iterator[Deployment]:
    for symbol, row in _rows(template):
        if _is_module(row):
            nested = row["properties"]["template"]
            yield Deployment(
                module=names.get(symbol, symbol),
                file=files.get(symbol, ""),
                node=(MAIN, symbol),
                name=row.get("name", ""),
                scope="/".join(row[key] for key in ("subscriptionId", "resourceGroup") if key in row),
                after=_after(row, MAIN),
                symbolic=isinstance(nested.get("resources", {}), dict),
            )
            yield from _deployments(nested, {}, {})


def _rows(template: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Declarations by symbol. A template without symbols (an array, language version 1) gets its indices instead."""
    resources = template.get("resources", {})
    if isinstance(resources, dict):
        yield from resources.items()
    else:
        yield from ((str(index), row) for index, row in enumerate(resources))


def _secure(parameter: Mapping[str, Any]) -> bool:
    return str(parameter.get("type", "")).lower().startswith("secure")


def _is_module(row: Mapping[str, Any]) -> bool:
    return row.get("type") == _DEPLOYMENT and "template" in row.get("properties", {})


def _after(row: Mapping[str, Any], module: str) -> tuple[Node, ...]:
    return tuple((module, _symbol(needed)) for needed in row.get("dependsOn", ()))


def _symbol(needed: str) -> str:
    """The symbol in an entry of `dependsOn`; an element of a loop stands there as an expression with its index."""
    found = _ELEMENT.match(needed)
    return found[1] if found else needed
