"""Stage 2, blueprint: a JSON Schema without what editors turn into rubbish: `null`, and defaults that are mappings."""

from __future__ import annotations

from ringfence.blueprint.schema.told import Part, parts

_OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
_ADDRESS = rf"{_OCTET}(\.{_OCTET}){{3}}"
_FORMATS = {
    "ipv4network": (
        rf"^{_ADDRESS}/(3[0-2]|[12]?[0-9])$",
        "must be an IPv4 network: address and prefix length, for example 10.1.0.0/16",
    ),
    "ipv4": (rf"^{_ADDRESS}$", "must be an IPv4 address, for example 10.1.0.4"),
    "date": (
        r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
        "must be a date of the calendar: year-month-day, for example 2027-06-30",
    ),
}
"""Formats as patterns with words: no editor knows pydantic's format for networks, and few check the others."""


def make_plain(schema: Part) -> None:
    """Change a schema in place so that each part of it is of one kind."""
    for part in list(parts(schema)):
        _without_null(part)
        if not _simple(part.get("default", 0)):
            del part["default"]
        if free := part.pop("patternProperties", None):
            ((pattern, value),) = free.items()
            part["propertyNames"] = {"pattern": pattern, **part.get("propertyNames", {})}
            part["additionalProperties"] = value
    for part in list(parts(schema)):
        if part.get("format") in _FORMATS:
            part["pattern"], part["patternErrorMessage"] = _FORMATS[part.pop("format")]


def _without_null(part: Part) -> None:
    """An optional key is one that is not required: its value is never null."""
    choices = [choice for choice in part.get("anyOf", ()) if choice.get("type") != "null"]
    if len(choices) == 1:
        del part["anyOf"]
        for key, value in choices[0].items():
            part.setdefault(key, value)


def _simple(default: object) -> bool:
    """Whether editors can insert a default: a plain value, or a list of some."""
    if isinstance(default, list):
        return bool(default) and all(map(_simple, default))
    return isinstance(default, str | int | float)
