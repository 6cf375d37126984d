"""The sealed types of parameters, and the declarations of parameters by these types."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from ringfence.plan.model.values import Column, Rows
from ringfence.render.layout import WIDTH
from ringfence.render.parameters import Field, Parameter, bounds_of, ends, members, type_of
from ringfence.render.spelling import literal, path, property_name

TYPES, NAME = "modules/types", "name"
"""The file of types that a package makes of its parameters; the member that an object is called by."""
TEXT = "textType"
"""The type of the first parameter of a module that would have Bicep's own types alone.

Such a module compiles to a template without symbols, whose order nothing proves.
"""
_TEXT = f"@description('A name, a place or an id.')\ntype {TEXT} = string\n"
_UNION = re.compile(r"\(?'[^']*'(?: \| '[^']*')*\)?")
"""A text that is one of a few, as a type."""


def types_file(found: Sequence[Parameter]) -> str:
    """`modules/types.bicep`: a type for each object parameter of main, and for the rows of each kind."""
    lists = dict(_lists([rows for parameter in found for rows in _rows(parameter)]))
    return "\n".join(
        [
            *(_row_type(name, *lists[name]) for name in sorted(lists)),
            *(_type(parameter) for parameter in found if not parameter.plain),
        ]
    )


def main_parameters(found: Sequence[Parameter]) -> str:
    """The import of the types that main's parameters have, and each parameter: what it is, its bounds, its type.

    What an object is stands at its type, once.
    """
    declared = [f"{_decorators(p)}param {p.name} {p.type}\n" for p in found if p.plain]
    objects = "".join(f"param {p.name} {p.type}\n" for p in found if not p.plain)
    return "\n".join([*_types_used(found), *declared, *([objects] if objects else [])])


def taken_parameters(found: Sequence[Parameter], body: str, *, text: bool = False) -> str:
    """The same for a module, with the form of its rows: main says what each is and refuses wrong values.

    Bicep copies types into each call, so those of a module have no bounds, and a name only where several parameters or
    functions of the `body` have them. `text` gives the first the type TEXT.
    """
    rows = [rows for parameter in found for rows in _rows(parameter)]
    lists, several = dict(_lists(rows)), Counter(name for name, _ in _lists(rows))
    named = {name for name in lists if several[name] > 1 or re.search(rf"\b{name}\b", body)}
    types = [TEXT if text and not index else _taken(p, named) for index, p in enumerate(found)]
    secure = ("@secure()\n" if p.secret is not None else "" for p in found)
    declared = "".join(f"{s}param {p.name} {t}\n" for s, p, t in zip(secure, found, types, strict=True))
    forms = [f"{_description(lists[name][0])}type {name} = {_form(lists[name][1], named)}\n" for name in sorted(named)]
    return "\n".join([_TEXT] * text + [*forms, declared])


def untyped(found: Sequence[Parameter]) -> bool:
    """Whether parameters have texts of Bicep's own type alone, at least one."""
    return bool(found) and all(p.secret is None and p.type == "string" for p in found)


def imported(names: Iterable[str], file: str) -> str:
    """The import of these names from a file of the package; '' for no names."""
    wanted, source = sorted(names), literal(f"{file}.bicep")
    if not wanted:
        return ""
    line = f"import {{ {', '.join(wanted)} }} from {source}\n"
    lines = "\n".join(wanted)
    return line if len(line) <= WIDTH else f"import {{\n{lines}\n}} from {source}\n"


def element(rows: Rows | Column) -> str:
    """The type of one row."""
    return rows.type.removesuffix("?").removesuffix("[]")


def _rows(parameter: Parameter) -> Iterator[Rows]:
    return (field for field in parameter.fields if isinstance(field, Rows))


def _types_used(found: Sequence[Parameter]) -> Iterator[str]:
    """The import of the types that main's parameters have; nothing where all are Bicep's."""
    rows = (rows for parameter in found for rows in _rows(parameter))
    inside = {element(each) for each in rows if not each.field and each.columns}
    names = {parameter.type for parameter in found if not parameter.plain} | inside
    if names:
        yield imported(names, TYPES)


def _type(parameter: Parameter) -> str:
    return _object(parameter.type, parameter.text, list(_fields(parameter.fields)))


def _fields(fields: Sequence[Field], depth: int = 0) -> Iterator[str]:
    """The keys of an object type, with the object types inside it."""
    for key, below in members(fields, depth):
        if ends(below, depth):
            field = below[0]
            text = "" if depth and key == NAME else field.text
            yield _member(property_name(key), type_of(field), text, bounds_of(field))
        else:
            inside = "\n\n".join(_fields(below, depth + 1))
            yield f"{_comment(_about(below, depth + 1))}@sealed()\n{property_name(key)}: {{\n{inside}\n}}"


def _about(fields: Sequence[Field], depth: int) -> str:
    """What an object inside another is: what its name is the name of; '' for one without a name."""
    return next((field.text for field in fields if path(field)[depth:] == [NAME]), "")


def _member(name: str, type_: str, text: str, bounds: Iterable[str]) -> str:
    """A member of an object type, below what it is; without that where name, type and bounds say all."""
    return f"{_comment(text)}{_bounds(bounds)}{name}: {type_}"


def _description(text: str) -> str:
    return f"@description({literal(text)})\n" if text else ""


def _comment(text: str) -> str:
    """What a member is, for who reads the file; a description would be compiled into each template."""
    return f"// {''.join(each if each.isprintable() else ' ' for each in text)}\n" if text else ""


def _lists(found: Iterable[Rows | Column]) -> Iterator[tuple[str, tuple[str, tuple[Column, ...]]]]:
    """The types of rows by name, with what they are and their columns: those of lists, and of rows inside rows."""
    for each in found:
        if columns := each.columns if isinstance(each, Rows) else each.inside:
            yield element(each), (each.one or each.text, columns)
            yield from _lists(columns)


def _row_type(name: str, text: str, columns: Iterable[Column]) -> str:
    """The type of one row, bounded as its columns say."""
    return _object(name, text, [_member(each.name, each.type, each.text, each.bounds) for each in columns])


def _taken(parameter: Parameter, named: Collection[str]) -> str:
    """The type of a parameter of a module: that of a row by its form, unless it has a name there."""
    return next((_formed(rows.type, rows.columns, named) for rows in _rows(parameter)), parameter.type)


def _formed(type_: str, columns: Sequence[Column], named: Collection[str]) -> str:
    name = type_.removesuffix("?").removesuffix("[]")
    if not columns or name in named:
        return _UNION.sub("string", type_)
    return f"{_form(columns, named)}{type_.removeprefix(name)}"


def _form(columns: Iterable[Column], named: Collection[str]) -> str:
    """The type of one row by the types of its columns alone; a text that is one of a few is a text."""
    inside = "\n".join(f"{each.name}: {_formed(each.type, each.inside, named)}" for each in columns)
    return f"{{\n{inside}\n}}"


def _bounds(bounds: Iterable[str]) -> str:
    return "".join(f"@{bound}\n" for bound in bounds)


def _object(name: str, text: str, fields: Sequence[str]) -> str:
    body = "\n\n".join(fields)
    return f"@export()\n@sealed()\n{_description(text)}type {name} = {{\n{body}\n}}\n"


def _decorators(parameter: Parameter) -> str:
    """What stands above a parameter of main that is no object."""
    secure = "@secure()\n" if parameter.secret is not None else ""
    bounds = bounds_of(parameter.fields[0]) if parameter.fields else ()
    return f"{_description(parameter.text)}{secure}{_bounds(bounds)}"
