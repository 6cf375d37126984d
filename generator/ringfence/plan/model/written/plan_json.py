"""The plan as JSON, field by field in the order of its types, so that two plans differ in text where they differ.

An object of the file is a value of the plan: its keys are the fields of that type, without those that have their
default. Each thing that has a place by itself (a package, module, subnet, rule) begins a line, so most changes are
changes of single lines. What many things have alike stands once, in `shared` at the end of the file, under the
beginning of the SHA-256 of its text. An object with the key `~` has, beside its own keys, those of `shared` by that
name:

    {"~": "1f3a9c02", "at": "hub.firewall", "line": 12}     and in `shared`
    "1f3a9c02": {"text": "It inspects what leaves.", "source": "azure-docs firewall/overview.md"}

`plain` gives the data with everything in its place, `read_plan` the plan. `is` says which type an address has.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from ipaddress import IPv4Address, IPv4Network
from typing import TypeAlias

from pydantic import TypeAdapter

from ringfence.plan.model.package import Plan
from ringfence.plan.model.written.plan_lines import BY_NAME, SHARED, TYPE, written

Data: TypeAlias = "str | int | float | bool | IPv4Address | IPv4Network | list[Data] | dict[str, Data] | None"
"""Plain data, as JSON knows it; addresses stand in it only on the way to a plan."""
Object: TypeAlias = dict[str, Data]
_ADDRESSES: Mapping[Data, Callable[[str], IPv4Address | IPv4Network]] = {
    each.__name__: each for each in (IPv4Address, IPv4Network)
}


@cache
def _adapter() -> TypeAdapter[Plan]:
    return TypeAdapter(Plan)


def plan_json(plan: Plan) -> str:
    """The text of `plan.json`; `read_plan` gives an equal plan back."""
    return written(plan)


def decisions(plan: Plan) -> str:
    """Every decision of a plan without its reasons, as text: equal for plans that decide the same, and only for them.

    A path or a page that is named as the cause of a decision may move without a decision that changes.
    """
    return written(plan, reasons=False)


def read_plan(text: str | bytes) -> Plan:
    """The plan in the text of a `plan.json`; raises ValueError for anything else."""
    return plan_of(typed(text))


def plain(text: str | bytes) -> Object:
    """The data of a `plan.json` with everything that is shared in its places; raises ValueError for anything else."""
    return _parsed(text).whole()


def typed(text: str | bytes) -> Object:
    """The same with addresses as such, which is what `plan_of` takes; raises ValueError for anything else."""
    parsed = _parsed(text)
    for each in parsed.shared.values():
        kind = each.get(TYPE) if isinstance(each, dict) else None
        if isinstance(each, dict) and isinstance(kind, str) and kind in _ADDRESSES:
            each["value"] = _ADDRESSES[kind](str(each.get("value")))
    return parsed.whole()


def plan_of(data: Object) -> Plan:
    """The plan in such data, from which packages may have been left out; raises ValueError for anything else."""
    return _adapter().validate_python(data)


@dataclass(slots=True)
class _Parsed:
    """The data of a `plan.json`, what it shares, and the objects in it that lack what is shared under their `~`."""

    tree: Object = field(default_factory=dict)
    shared: Object = field(default_factory=dict)
    alone: dict[str, Object] = field(default_factory=dict)
    named: list[Object] = field(default_factory=list)

    def noted(self, found: Object) -> Object:
        """Keep an object that lacks something; those that have no other key are one object for each name."""
        name = found.get(BY_NAME)
        if isinstance(name, str):
            if len(found) == 1:
                return self.alone.setdefault(name, found)
            self.named.append(found)
        return found

    def whole(self) -> Object:
        """The data in which nothing lacks anything."""
        for each in (*self.alone.values(), *self.named):
            name = each.pop(BY_NAME)
            found = self.shared.get(str(name))
            if not isinstance(found, dict):
                raise ValueError(f"nothing is shared under {name!r}")  # noqa: TRY004 - as for any text that is no plan
            each.update(found)
        return self.tree


def _parsed(text: str | bytes) -> _Parsed:
    parsed = _Parsed()
    try:
        tree = json.loads(text, object_hook=parsed.noted)
    except RecursionError:
        raise ValueError("nested too deeply for a plan") from None
    shared = tree.pop(SHARED, None) if isinstance(tree, dict) else None
    if not isinstance(shared, dict):
        raise ValueError(f"a plan is an object with {SHARED!r}")  # noqa: TRY004 - as for any text that is no plan
    parsed.tree, parsed.shared = tree, shared
    return parsed
