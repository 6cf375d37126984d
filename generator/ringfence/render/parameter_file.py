"""`main.bicepparam`: the values of one environment, and before them those that several rows share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ringfence.plan.model.values import Given, Rows, Secret
from ringfence.render import rows
from ringfence.render.parameters import ABOUT, Field, Parameter, ends, members
from ringfence.render.spelling import literal, property_name


def values_file(found: Sequence[Parameter]) -> str:
    """The text of the parameter file."""
    return "\n".join(["using './main.bicep'\n", *_variables(found), *map(_value, found)])


def _variables(found: Sequence[Parameter]) -> list[str]:
    """A `var` for each value that rows name and no parameter has."""
    fields = [(parameter.name, field) for parameter in found for field in parameter.fields]
    known = {(owner, field.field) for owner, field in fields if isinstance(field, Given)}
    named = [given for _, field in fields if isinstance(field, Rows) for given in rows.named(field.value)]
    wanted = rows.variables([given for given in named if (given.owner, given.field) not in known])
    return [
        f"@description({literal(ABOUT.get(name) or text)})\nvar {name} = {value}\n"
        for name, (value, text) in wanted.items()
    ]


def _kept(secret: Secret) -> str:
    """Where Azure reads a secret from: subscription, resource group, vault, name."""
    _, _, subscription, _, group, _, _, _, vault = secret.vault.split("/")
    words = ", ".join(literal(word) for word in (subscription, group, vault, secret.name))
    return f"param {secret.owner} = az.getSecret({words})\n"


def _value(parameter: Parameter) -> str:
    if parameter.secret is not None:
        return _kept(parameter.secret)
    if parameter.tags is not None:
        values = parameter.tags.values.items()
        return _object(parameter.name, [f"{property_name(key)}: {literal(value)}" for key, value in values])
    if parameter.plain:
        return f"param {parameter.name} = {_spelled(parameter.fields[0])}\n"
    return _object(parameter.name, list(_fields(parameter.fields)))


def _fields(fields: Sequence[Field], depth: int = 0) -> Iterator[str]:
    """The keys of an object, with the objects inside it."""
    for key, below in members(fields, depth):
        if ends(below, depth):
            yield f"{property_name(key)}: {_spelled(below[0])}"
        else:
            inside = "\n".join(_fields(below, depth + 1))
            yield f"{property_name(key)}: {{\n{inside}\n}}"


def _spelled(field: Field) -> str:
    return rows.spelled(field.value) if isinstance(field, Rows) else literal(field.value)


def _object(name: str, fields: Sequence[str]) -> str:
    body = "\n".join(fields)
    return f"param {name} = {{\n{body}\n}}\n"
