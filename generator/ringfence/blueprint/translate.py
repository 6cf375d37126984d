"""Stage 2, blueprint: turns what pydantic found wrong into findings in our words, with a place and a remedy."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from ipaddress import IPv4Address, IPv4Network

from pydantic_core import ErrorDetails

from ringfence.blueprint.language.features import workloads
from ringfence.blueprint.pattern_texts import WORDS
from ringfence.blueprint.retired import retired
from ringfence.blueprint.schema.paths import field_at, keys_at, kind
from ringfence.blueprint.suggestion import did_you_mean
from ringfence.blueprint.unoffered import refused_key, unoffered
from ringfence.catalog.offers import Refused
from ringfence.catalog.read import services
from ringfence.diagnostics import Diagnostic
from ringfence.load.document import Document
from ringfence.load.places import Path, Value
from ringfence.secrets import holds_secret

_Words = tuple[str, str]
"""What is wrong, and what would be right."""
_KEY = "[key]"
_EXACT = 10**15
"""Whole numbers below this are the same as a floating-point number."""
_ADDRESS: _Words = ("must be an IPv4 address", "for example 10.1.0.4")


def translated(error: ErrorDetails, document: Document) -> Diagnostic:
    """The finding for one error: BLU01 unknown key, BLU02 missing key, BLU03 wrong value, BLU04 wrong network.

    BLU10 is an unknown key that stands for something which Azure retires, LAK05 one for a tier that a lake cannot have,
    PBI04 one that folders of services refuse.
    """
    path: Path = tuple(error["loc"])
    if error["type"] == "extra_forbidden":
        return _unknown(path, document)
    if error["type"] == "missing":
        return _missing(path, document)
    if error["type"] == "one_workload":
        return _workload(error, path, document)
    on_key = bool(path) and path[-1] == _KEY
    path = path[:-1] if on_key else path
    if document.places.has(path) and document.places.value(path) is None:
        return _empty(error, path, document)
    if kind(path) is IPv4Network:
        message, hint = _network(document.places.value(path))
        return document.finding("BLU04", path, message, hint=hint)
    message, hint = _ADDRESS if kind(path) is IPv4Address else _wrong(error, path, document.places.value(path))
    hint = hint or _description(path)
    known = unoffered(path, document.places.value(path)) if error["type"] == "literal_error" else None
    message, source = (f"{message}: {known.reason}", known.source) if known else (message, "")
    said = f"{'this key' if on_key else _called(path)} {message}"
    return document.finding("BLU03", path, said, hint=hint, source=source, on_key=on_key)


def _description(path: Path) -> str:
    """What the language says about the nearest key of a path."""
    while path:
        field = field_at(path)
        if field is not None:
            return field.description or ""
        path = path[:-1]
    return ""


def _called(path: Path) -> str:
    return f"'{path[-1]}'" if path and isinstance(path[-1], str) else "this"


def _unknown(path: Path, document: Document) -> Diagnostic:
    key = str(path[-1])
    if gone := retired(key):
        return document.finding("BLU10", path, gone.message, hint=gone.hint, source=gone.source, on_key=True)
    if refused := refused_key(path):
        return document.finding(
            refused.code, path, refused.message, hint=refused.hint, source=refused.source, on_key=True
        )
    if never := _refused().get(key):
        message = f"'{key}' gets no key: {never.reason}"
        return document.finding("PBI04", path, message, hint=never.instead, source=never.source, on_key=True)
    hint = did_you_mean(key, keys_at(path[:-1]), "the keys allowed here are")
    if holds_secret(inside := document.places.keyed(path[:-1])):
        found = document.finding("BLU01", path, "unknown key in a reference to a secret", hint=hint, on_key=True)
        return replace(found, path=inside)
    return document.finding("BLU01", path, f"unknown key '{key}'", hint=hint, on_key=True)


@cache
def _refused() -> Mapping[str, Refused]:
    """Keys that folders of services refuse, wherever they are written."""
    return {key: row for service in services().values() for key, row in service.refuses.items()}


def _missing(path: Path, document: Document) -> Diagnostic:
    hint = f"add '{path[-1]}': {_description(path)}"
    return document.finding("BLU02", path, f"the key '{path[-1]}' is missing", hint=hint, on_key=True)


def _workload(error: ErrorDetails, path: Path, document: Document) -> Diagnostic:
    """The finding for a landing zone with no workload block, an empty one, or several; it stands at the second."""
    written = document.places.value(path)
    empty = [key for key in workloads() if isinstance(written, dict) and written.get(key, "") is None]
    given = sorted(error.get("ctx", {}).get("given", []), key=lambda key: document.places.key((*path, key)))
    if empty and not given:
        message, hint = f"'{empty[0]}' is empty, and would be taken as left out", f"write '{empty[0]}: {{}}'"
        return document.finding("BLU12", (*path, empty[0]), message, hint=hint, on_key=True)
    if len(given) > 1:
        message = f"a landing zone has one workload, and this has {' and '.join(given)}"
        hint = f"give {given[1]} a separate landing zone: each has its own network, package and approval"
        return document.finding("BLU13", (*path, given[1]), message, hint=hint, on_key=True)
    message, hint = "a landing zone says its workload, and this has none", f"add one of {', '.join(workloads())}"
    return document.finding("BLU13", (*path, "name"), message, hint=hint)


def _empty(error: ErrorDetails, path: Path, document: Document) -> Diagnostic:
    """The finding for a key, or an entry of a list, with nothing behind it; it stands at the key."""
    code, hint = ("BLU04", _network(None)[1]) if kind(path) is IPv4Network else ("BLU03", _wrong(error, path, None)[1])
    hint = hint or f"write it here: {_description(path).rstrip('.')}"
    field, entry = field_at(path), isinstance(path[-1], int)
    if entry or (field is not None and not field.is_required()):
        hint += f", or leave the {'entry' if entry else 'key'} out"
    return document.finding(code, path, f"{'this entry' if entry else _called(path)} is empty", hint=hint)


def _network(value: Value) -> _Words:
    """What is wrong with a network, and the network it probably is."""
    text = value if isinstance(value, str) else ""
    try:
        return f"'{text}' has host bits set: it is an address, not a network", f"did you mean {near(text)}?"
    except ValueError:
        return "this is no IPv4 network", "write address and prefix length, for example 10.1.0.0/16"


def near(text: str) -> str:
    """The network that an address with a prefix length lies in; raises ValueError for anything else."""
    return str(IPv4Network(text, strict=False))


def _wrong(error: ErrorDetails, path: Path, value: Value) -> _Words:
    words = _WRONG.get(error["type"])
    return words(error, path, value) if words else ("has a value that is not allowed", "")


def _number(error: ErrorDetails, _path: Path, _value: Value) -> _Words:
    limits = error.get("ctx", {})
    return (f"must be at least {limits['ge']}" if "ge" in limits else f"must be at most {limits['le']}"), ""


def _length(error: ErrorDetails, _path: Path, value: Value) -> _Words:
    limits = error.get("ctx", {})
    least = "min_length" in limits
    limit = limits["min_length" if least else "max_length"]
    units = ("character", "characters") if isinstance(value, str) else ("entry", "entries")
    held = len(value) if isinstance(value, str | list | dict) else 0
    return f"must have at {'least' if least else 'most'} {limit} {units[limit != 1]}, and has {held}", ""


def _pattern(error: ErrorDetails, _path: Path, _value: Value) -> _Words:
    return WORDS.get(str(error.get("ctx", {}).get("pattern")), ("is not written as it must be", ""))


def _choice(error: ErrorDetails, _path: Path, value: Value) -> _Words:
    choices = re.findall(r"'([^']*)'", str(error.get("ctx", {}).get("expected")))
    message = f"must be {', '.join(choices[:-1])} or {choices[-1]}" if len(choices) > 1 else f"must be {choices[0]}"
    return message, did_you_mean(value if isinstance(value, str) else "", choices, "one of")


def _text(_error: ErrorDetails, _path: Path, value: Value) -> _Words:
    hint = "put it in quotes" if isinstance(value, bool | int | float) else ""
    return f"must be text, not {_spoken(value)}", hint


def _whole(_error: ErrorDetails, _path: Path, value: Value) -> _Words:
    if isinstance(value, float):
        hint = f"write {value:.0f}" if value.is_integer() and abs(value) < _EXACT else ""
        return "must be a whole number, without decimal point or exponent", hint
    hint = "write it without quotes" if isinstance(value, str) and value.isdecimal() else ""
    return f"must be a whole number, not {_spoken(value)}", hint


def _boolean(_error: ErrorDetails, _path: Path, value: Value) -> _Words:
    return f"must be true or false, not {_spoken(value)}", "YAML 1.2 knows no other words for them, such as yes or no"


def _list(_error: ErrorDetails, path: Path, value: Value) -> _Words:
    keys = keys_at((*path, 0))
    single = isinstance(value, str | int) and not isinstance(value, bool) and not keys
    below = f", then its keys: {', '.join(keys)}" if keys else ""
    return (
        f"must be a list, not {_spoken(value)}",
        f"write [{value}]" if single else f"begin each entry with '- '{below}",
    )


def _mapping(_error: ErrorDetails, path: Path, value: Value) -> _Words:
    keys = keys_at(path)
    hint = f"the keys allowed here are: {', '.join(keys)}" if keys else "write 'key: value' lines below it"
    return f"must be a mapping of keys to values, not {_spoken(value)}", hint


def _date(_error: ErrorDetails, _path: Path, _value: Value) -> _Words:
    return "must be a date of the calendar", "write year-month-day, for example 2027-06-30"


def _spoken(value: Value) -> str:
    kinds: tuple[tuple[type, str], ...] = (
        (bool, "a boolean"),
        (str, "text"),
        (int, "a number"),
        (float, "a number"),
        (list, "a list"),
        (dict, "a mapping"),
    )
    return next((words for each, words in kinds if isinstance(value, each)), "nothing")


_WRONG: dict[str, Callable[[ErrorDetails, Path, Value], _Words]] = {
    "greater_than_equal": _number,
    "less_than_equal": _number,
    "string_too_short": _length,
    "string_too_long": _length,
    "too_short": _length,
    "too_long": _length,
    "string_pattern_mismatch": _pattern,
    "literal_error": _choice,
    "string_type": _text,
    "int_type": _whole,
    "int_from_float": _whole,
    "bool_type": _boolean,
    "list_type": _list,
    "dict_type": _mapping,
    "model_type": _mapping,
    "date_type": _date,
    "date_parsing": _date,
    "date_from_datetime_parsing": _date,
    "date_from_datetime_inexact": _date,
}
