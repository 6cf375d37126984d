"""Stage 5, flattening: predicted resources as literal Bicep, so that the compiler checks computed names and values.

A value that arrives by parameter is not type-checked where it is used; the same value as a literal is: unknown
properties (BCP037), closed enums (BCP088), names (BCP332, BCP333, BCP416), duplicates (BCP121).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from ringfence.check.paths import Json
from ringfence.check.snapshot import Predicted
from ringfence.render.spelling import literal

MAIN = "flat.bicep"
_CONFIG = '{"analyzers": {"core": {"enabled": false}}}\n'  # the linter judges style, which literals have none of
_NOT_WRITTEN = frozenset({"id", "type", "apiVersion", "condition"})


@dataclass(frozen=True, slots=True)
class FlatFile:
    """A file of the flattened package; `owners` is the resource id that each line belongs to, '' for none."""

    name: str
    text: str
    owners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Block:
    owner: str
    lines: tuple[str, ...]


def flattened(resources: Sequence[Predicted], apis: Mapping[str, str]) -> tuple[FlatFile, ...]:
    """One file a resource group, and a main file that has the groups themselves and refers to all others.

    `apis` gives an API version by lower-case type, for targets of extensions that the package does not declare.
    """
    ordered = sorted(resources, key=lambda r: group_of(r.key))
    groups = {group: list(rows) for group, rows in groupby(ordered, lambda r: group_of(r.key))}
    main = [_Block("", ("targetScope = 'subscription'",)), *_blocks(groups.pop("", []), apis)]
    files = []
    for number, (group, rows) in enumerate(groups.items()):
        files.append(_file(f"group{number}.bicep", _blocks(rows, apis)))
        _, _, subscription, _, name = group.split("/")
        scope = f"resourceGroup({literal(subscription)}, {literal(name)})"
        main.append(_Block("", (f"module m{number} '{files[-1].name}' = {{", f"  scope: {scope}", "}")))
    return _file(MAIN, main), *files, FlatFile("bicepconfig.json", _CONFIG)


def owner(files: Iterable[FlatFile], name: str, line: int) -> str:
    """The id of the resource that stands at a line of a flattened file, '' when none does."""
    owners = next((file.owners for file in files if file.name == name), ())
    return owners[line - 1] if 0 < line <= len(owners) else ""


def group_of(resource_id: str) -> str:
    """The resource group part of an id; '' for a resource group itself and for anything above one."""
    parts = resource_id.split("/")
    return "/".join(parts[:5]) if len(parts) > 5 and parts[3].lower() == "resourcegroups" else ""


def extended(resource_id: str) -> str:
    """The id of the resource that an extension is on; '' for anything that stands in a group by itself."""
    target, _, _ = resource_id.rpartition("/providers/")
    return target if "/providers/" in target else ""


def _file(name: str, blocks: Iterable[_Block]) -> FlatFile:
    rows = [(block.owner, line) for block in blocks for line in block.lines]
    return FlatFile(name, "".join(f"{line}\n" for _, line in rows), tuple(row[0] for row in rows))


def _blocks(resources: Sequence[Predicted], apis: Mapping[str, str]) -> list[_Block]:
    symbols = {resource.key: f"r{number}" for number, resource in enumerate(resources)}
    blocks = []
    for number, resource in enumerate(resources):
        target = extended(resource.id)
        if target and target.lower() not in symbols and (known := _existing(target, f"e{number}", apis)):
            symbols[target.lower()] = f"e{number}"
            blocks.append(known)
        blocks.append(_resource(resource, f"r{number}", symbols.get(target.lower(), "")))
    return blocks


def _existing(target: str, symbol: str, apis: Mapping[str, str]) -> _Block | None:
    """A declaration of the target of an extension that another package declares."""
    _, _, tail = target.rpartition("/providers/")
    provider, *rest = tail.split("/")
    kind = "/".join([provider, *rest[::2]])
    if kind.lower() not in apis:
        return None
    head = f"resource {symbol} {literal(f'{kind}@{apis[kind.lower()]}')} existing = {{"
    return _Block("", (head, f"  name: {literal('/'.join(rest[1::2]))}", "}"))


def _resource(resource: Predicted, symbol: str, scope: str) -> _Block:
    kind = f"{resource.type}@{resource.raw.get('apiVersion', '')}"
    body = {key: value for key, value in resource.raw.items() if key not in _NOT_WRITTEN}
    head = f"resource {symbol} {literal(kind)} = {{"
    scoped = (f"  scope: {scope}",) if scope else ()
    properties = (f"  {literal(key)}: {_literal(value)}" for key, value in body.items())
    return _Block(resource.id, (head, *scoped, *properties, "}"))


def _literal(value: Json) -> str:
    """A JSON value as Bicep on one line; an expression that only Azure can resolve becomes `any('')`."""
    if isinstance(value, str):
        return "any('')" if value.startswith("[") and not value.startswith("[[") else literal(value)
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{literal(key)}: {_literal(part)}" for key, part in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_literal(part) for part in value) + "]"
    return f"json('{value}')" if isinstance(value, float) else json.dumps(value)
