"""The keys of the language as Markdown: one table a node, made from the models, so that no page drifts from them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from ringfence.blueprint.language.types import Node
from ringfence.blueprint.pattern_texts import WORDS
from ringfence.blueprint.schema.bounds import EXAMPLE, Schema, asked, bounds, choices, spelled, values
from ringfence.start.page import plain

_FORMATS = {"ipv4network": "prefix", "ipv4": "address", "date": "date"}
_TYPES = {"string": "text", "integer": "number", "boolean": "`true` or `false`", "object": "mapping"}
_COLUMNS = ("Key", "Type", "Default", "Bounds", "Meaning")
_REF = "#/$defs/"


def tables(node: type[Node]) -> str:
    """A table for a node and for each node below it, depth first, under headings that are their paths."""
    whole = node.model_json_schema(by_alias=True)
    parts = {"": whole, **whole.get("$defs", {})}
    places = _places(parts)
    anchors = {name: _anchor(_title(parts[name], found)) for name, found in places.items()}
    kinds = "".join(f"| `{like}` | {words} |\n" for like, words in _kinds(json.dumps(whole)))
    every = (_table(parts, name, found, anchors) for name, found in places.items())
    return "\n".join([*every, f"### Kinds of text\n\n| Like | What it is |\n| --- | --- |\n{kinds}"])


def keys(schema: object) -> set[str]:
    """Every key that some node of a JSON Schema has."""
    if isinstance(schema, Mapping):
        own = schema.get("properties")
        below = set().union(*(keys(value) for value in schema.values()))
        return below | set(own if isinstance(own, Mapping) else ())
    return set().union(*(keys(value) for value in schema)) if isinstance(schema, list) else set()


def _places(parts: Mapping[str, Schema]) -> dict[str, list[str]]:
    """The names of all nodes in the order of the walk, each with the paths at which it stands."""
    found: dict[str, list[str]] = {}

    def walk(name: str, path: str) -> None:
        first = name not in found
        found.setdefault(name, []).append(path)
        for key, value in parts[name].get("properties", {}).items() if first else ():
            for below, suffix in _nodes(value):
                walk(below, f"{path}.{key}{suffix}".lstrip("."))

    walk("", "")
    return found


def _nodes(value: Schema, suffix: str = "") -> Iterator[tuple[str, str]]:
    """The nodes that a value may be, each with `[]` for a list and `{}` for a mapping around it."""
    if "$ref" in value:
        yield value["$ref"].removeprefix(_REF), suffix
    for choice in choices(value):
        yield from _nodes(choice, suffix)
    if isinstance(value.get("items"), Mapping):
        yield from _nodes(value["items"], f"{suffix}[]")
    for below in values(value):
        yield from _nodes(below, suffix + "{}")


def _title(node: Schema, places: list[str]) -> str:
    """The heading of a node: its first path, and what tells it apart from others at that path."""
    chosen = [str(value["const"]) for value in node.get("properties", {}).values() if "const" in value]
    words = f"`{places[0]}`" if places[0] else "Top level"
    return f"{words}, {chosen[0]}" if chosen and places[0] else words


def _anchor(title: str) -> str:
    """The anchor of a heading, as GitHub makes it."""
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")


def _table(parts: Mapping[str, Schema], name: str, places: list[str], anchors: Mapping[str, str]) -> str:
    node = parts[name]
    also = f" Also at {', '.join(f'`{place}`' for place in places[1:])}." if places[1:] else ""
    head = [f"### {_title(node, places)}", "", f"{_told(node)}{also}", ""]
    rows = [_COLUMNS, ("---",) * len(_COLUMNS), *_rows(parts, node, anchors)]
    return "\n".join([*head, *(f"| {' | '.join(row)} |" for row in rows), ""])


def _rows(parts: Mapping[str, Schema], node: Schema, anchors: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """The cells of each key; a key without a description says what its node is."""
    required = node.get("required", ())
    for key, value in node.get("properties", {}).items():
        default = "required" if key in required else _default(value)
        meaning = _told(value) or " ".join(_told(parts[below]) for below, _ in _nodes(value))
        yield f"`{key}`", _type(value, anchors), default, "; ".join(map(plain, bounds(value))), meaning


def _told(part: Schema) -> str:
    """The description of a part on one line, as it stands in a cell."""
    return plain(" ".join(part.get("description", "").split())).replace("|", "\\|")


def _default(value: Schema) -> str:
    """What is taken when the key is left out; a node's defaults stand in its table."""
    default = value.get("default")
    if default is None:
        return "none"
    if isinstance(default, dict) and any(around == "" for _, around in _nodes(value)):
        return "as its table says"
    return spelled(default)


def _type(value: Schema, anchors: Mapping[str, str]) -> str:
    """The type in words: choices spelled out, nodes as links to their tables."""
    if "$ref" in value:
        return f"[mapping](#{anchors[value['$ref'].removeprefix(_REF)]})"
    if several := choices(value):
        return " or ".join(dict.fromkeys(_type(choice, anchors) for choice in several))
    if "const" in value or "enum" in value:
        return ", ".join(f"`{choice}`" for choice in value.get("enum", [value.get("const")]))
    if value.get("type") == "array":
        return f"list of {_type(value.get('items', {}), anchors)}"
    if free := values(value):
        return f"mapping of names to {' or '.join(_type(each, anchors) for each in free)}"
    kind = str(value.get("type", "any"))
    return _FORMATS.get(str(value.get("format"))) or _TYPES.get(kind, kind)


def _kinds(schema: str) -> Iterator[tuple[str, str]]:
    """The example and the words of each pattern that stands in a schema's text and has an example."""
    for pattern, (words, hint) in WORDS.items():
        if (example := EXAMPLE.match(hint)) and json.dumps(pattern) in schema:
            yield example[1], plain(asked(words))
