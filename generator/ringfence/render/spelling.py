"""Spells plan values as Bicep: the one place where a value becomes syntax, so nothing in a blueprint can."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv4Network
from typing import Any, TypeAlias

from jinja2 import Undefined, pass_context
from jinja2.runtime import Context

from ringfence.plan.model.identifiers import camel, unlike
from ringfence.plan.model.values import (
    ACCOUNT,
    ELEMENT,
    SERVICES,
    Code,
    Given,
    Key,
    Read,
    Ref,
    Rows,
    Secret,
    Tags,
    Taken,
)

MAIN = "main"
Argument: TypeAlias = Given[Any] | Rows | Ref | Secret | Tags
"""What a module takes by a parameter."""
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


def path(given: Given[Any] | Rows) -> list[str]:
    """The keys that lead to a value inside its owner; none for a value that is its owner, or an element of it."""
    return given.field.split(".") if given.field not in ("", ELEMENT) else []


def reference(given: Given[Any] | Rows) -> str:
    """The name of a value: `onPremises`, `landingZones.fraud.compute`, `landingZones['credit-risk'].compute`."""
    names = (property_name(part) for part in path(given))
    return given.owner + "".join(f".{name}" if name[0] != "'" else f"[{name}]" for name in names)


def wired(ref: Ref) -> str:
    """The name under which a module takes or gives a reference: `storageId`."""
    return f"{ref.symbol}Id"


def taken(given: Given[Any] | Rows, account: str = "") -> str:
    """The name under which a module takes a value: `hub.group` as `hubGroup`, `services.storage.name` as `storageName`.

    Modules take what they use, not the objects of main. What main calls `account` is ACCOUNT in the module's file.
    """
    if given.owner != SERVICES:
        return camel(given.owner, *path(given))
    service, *rest = path(given)
    return camel(ACCOUNT if service == account else service, *rest)


@dataclass(slots=True)
class Speller:
    """Spells the values of one module and notes what it takes, by name; main has all that its modules take.

    `account` is what main calls the service of the module where its file has another word for it, `names` are those by
    which the values of main are taken.
    """

    module: str
    account: str = ""
    arguments: dict[str, Argument] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def __call__(self, value: object) -> str:
        """The Bicep of a plan value; raises TypeError for anything a template must not print."""
        if isinstance(value, Code | Key):
            return property_name(value) if isinstance(value, Key) else str(value)
        said = value.value if isinstance(value, Given) and not value.owner else value
        if isinstance(said, str | int | IPv4Network | IPv4Address):
            return literal(said)
        if isinstance(value, Taken):
            return self._argument(value.name, value.value)
        if isinstance(value, Ref) and value.module == self.module:
            return own(value) if value.name is None else f"resourceId({literal(value.type)}, {self(value.name)})"
        if isinstance(value, Read):
            return literal(value.text).replace("{0}", f"${{{value.symbol}.properties.{value.key}}}")
        if isinstance(value, Given | Rows | Ref | Secret | Tags):
            return self._argument(self._name(value), value)
        raise TypeError(f"a template of module {self.module} prints {value!r}")

    def _name(self, value: Argument) -> str:
        match value:
            case Given() | Rows():
                return reference(value) if self.module == MAIN else self._taken(value)
            case Ref():
                return wired(value)
            case Secret():
                return value.owner if self.module == MAIN else value.parameter
            case Tags():
                return "tags"

    def _taken(self, value: Given[Any] | Rows) -> str:
        """The name of a value in the module, unlike those of others: `access['a-1']` and `access.a1` are two."""
        whole = reference(value)
        if whole not in self.names:
            self.names[whole] = unlike(taken(value, self.account), self.names.values())
        return self.names[whole]

    def _argument(self, name: str, value: Argument) -> str:
        """The name, noted; raises ValueError when it stands for another value already."""
        known = self.arguments.setdefault(name, value)
        if _content(known) != _content(value):
            raise ValueError(f"parameter {name} has two values: {_content(known)}, {_content(value)}")
        return name


def _content(value: Argument) -> object:
    return value if isinstance(value, Secret | Tags) else value.value


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
