"""Spells plan values as Bicep: the one place where a value becomes syntax, so nothing in a blueprint can."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv4Network
from typing import Any

from jinja2 import Undefined, pass_context
from jinja2.runtime import Context

from ringfence.plan.model.values import Code, Given, Key, Ref, Rows, Secret, Tags

_SPECIAL = frozenset("\\'$")


def literal(value: str | int | bool | IPv4Network | IPv4Address) -> str:
    """A Bicep literal. Quotes, backslashes, interpolation and control characters in text are escaped."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = str(value)
    if not (text.isprintable() and text.isascii()) or _SPECIAL & set(text):
        text = "".join(map(_escaped, text)).replace("${", "\\${")
    return f"'{text}'"


def _escaped(character: str) -> str:
    if character in "\\'":
        return f"\\{character}"
    if character.isprintable() and character not in "\u2028\u2029":
        return character
    return f"\\u{{{ord(character):x}}}"


_VALUES = {"true", "false", "null"}
"""Words that are values wherever they stand; every other keyword of Bicep may be a name."""


def property_name(name: str) -> str:
    """The name of an object property: bare when Bicep allows it, else quoted."""
    bare = name.isascii() and name.isidentifier() and name not in _VALUES
    return name if bare else literal(name)


def wired(ref: Ref) -> str:
    """The name under which a module takes or gives a reference: `storageId`."""
    return f"{ref.symbol}Id"


@dataclass(slots=True)
class Speller:
    """Spells the values of one module and notes which parameters and references it meets."""

    module: str
    givens: dict[tuple[str, str], Given[Any] | Rows] = field(default_factory=dict)
    refs: dict[str, Ref] = field(default_factory=dict)
    secrets: dict[str, Secret] = field(default_factory=dict)
    tags: Tags | None = None

    def __call__(self, value: object) -> str:
        """The Bicep of a plan value; raises TypeError for anything a template must not print."""
        if isinstance(value, Code | Key):
            return property_name(value) if isinstance(value, Key) else str(value)
        if isinstance(value, str | int | IPv4Network | IPv4Address):
            return literal(value)
        if isinstance(value, Given | Rows):
            return self._given(value)
        if isinstance(value, Ref):
            return self._ref(value)
        if isinstance(value, Secret):
            self.secrets[value.owner] = value
            return value.owner
        if isinstance(value, Tags):
            self.tags = value
            return "tags"
        raise TypeError(f"a template of module {self.module} prints {value!r}")

    def _given(self, given: Given[Any] | Rows) -> str:
        known = self.givens.setdefault((given.owner, given.field), given)
        if known.value != given.value:
            raise ValueError(f"parameter {given.owner}.{given.field} has two values: {known.value}, {given.value}")
        return f"{given.owner}.{given.field}" if given.field else given.owner

    def _ref(self, ref: Ref) -> str:
        if ref.module == self.module:
            return own(ref)
        self.refs[wired(ref)] = ref
        return wired(ref)


def own(ref: Ref) -> str:
    """A reference spelled in the module that declares its target."""
    if ref.subnet is None:
        return f"{ref.symbol}.id"
    # The id of a subnet is not a property that can be read before deployment, so it is built from declared names.
    name = ref.subnet if isinstance(ref.subnet, str) else ref.subnet.value
    return f"resourceId('Microsoft.Network/virtualNetworks/subnets', virtualNetwork.name, {literal(name)})"


@pass_context
def finalize(context: Context, value: object) -> str:
    """Jinja's last step for every `{{ value }}`: spelled by the speller of the module at hand."""
    if isinstance(value, Undefined):
        value._fail_with_undefined_error()  # noqa: SLF001 - names the template and the line
    spell: Callable[[object], str] = context["spell"]
    return spell(value)
