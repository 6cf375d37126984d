"""The sealed types of parameters, and the declarations of parameters by these types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ringfence.plan.model.values import Column, Rows
from ringfence.render.layout import WIDTH
from ringfence.render.parameters import Field, Parameter, bounds_of, ends, members, type_of
from ringfence.render.spelling import MAIN, literal, path, property_name

TYPES = "types"
"""The file of types that a package makes of its parameters."""


def types_file(found: Sequence[Parameter]) -> str:
    """`modules/types.bicep`: a type for each object parameter, and for the rows that no library has a type for."""
    inside = [rows for parameter in found if not parameter.plain for rows in _rows(parameter)]
    lists = dict(_lists([rows for parameter in found for rows in _rows(parameter)]))
    return "\n".join(
        [
            *_imports({(rows.library, rows.type) for rows in inside if rows.library}, ""),
            *(_row_type(name, *lists[name]) for name in sorted(lists)),
            *(_type(parameter) for parameter in found if not parameter.plain),
        ]
    )


def declarations(found: Sequence[Parameter], folder: str, own: str = "") -> str:
    """The imports of what the parameters need and one `param` for each; `own` is the library that needs no import."""
    wanted = {(TYPES, parameter.type) for parameter in found if not parameter.plain}
    for rows in (rows for parameter in found for rows in _rows(parameter)):
        if not rows.field and (rows.library or rows.columns):
            wanted.add((rows.library or TYPES, element(rows)))
        if rows.function and own != MAIN:
            wanted.add((rows.library, rows.function))
    imports = _imports({each for each in wanted if each[0] != own}, folder)
    if own == MAIN:
        return "\n".join([*imports, *(f"{_decorators(p)}\nparam {p.name} {p.type}\n" for p in found)])
    # Main says what each is and refuses wrong values; a module's names say the rest.
    secure = ("@secure()\n" if p.secret is not None else "" for p in found)
    return "\n".join([*imports, "".join(f"{s}param {p.name} {p.type}\n" for s, p in zip(secure, found, strict=True))])


def element(rows: Rows | Column) -> str:
    """The type of one row."""
    return rows.type.removesuffix("?").removesuffix("[]")


def _rows(parameter: Parameter) -> Iterator[Rows]:
    return (field for field in parameter.fields if isinstance(field, Rows))


def _imports(wanted: set[tuple[str, str]], folder: str) -> Iterator[str]:
    for file in sorted({file for file, _ in wanted}):
        names = sorted(name for each, name in wanted if each == file)
        line = f"import {{ {', '.join(names)} }} from {literal(f'{folder}{file}.bicep')}\n"
        lines = "\n".join(names)
        yield line if len(line) <= WIDTH else f"import {{\n{lines}\n}} from {literal(f'{folder}{file}.bicep')}\n"


def _type(parameter: Parameter) -> str:
    return _object(parameter.type, parameter.text, list(_fields(parameter.fields)))


def _fields(fields: Sequence[Field], depth: int = 0) -> Iterator[str]:
    """The keys of an object type, with the object types inside it."""
    for key, below in members(fields, depth):
        if ends(below, depth):
            above = f"@description({literal(below[0].text)})\n{_bounds(bounds_of(below[0]))}"
            yield f"{above}{property_name(key)}: {type_of(below[0])}"
        else:
            inside = "\n\n".join(_fields(below, depth + 1))
            yield f"@sealed()\n@description({literal(_about(below))})\n{property_name(key)}: {{\n{inside}\n}}"


def _about(fields: Sequence[Field]) -> str:
    """What an object inside another is: its name, and settings beside it."""
    name = next((field for field in fields if path(field)[-1] == "name"), fields[0])
    what = name.text.partition(":")[0].removesuffix(".")
    return f"{what}." if len(fields) == 1 else f"{what}: name and settings."


def _lists(found: Iterable[Rows | Column]) -> Iterator[tuple[str, tuple[str, tuple[Column, ...]]]]:
    """The types of rows by name, with what they are and their columns: those of lists, and of rows inside rows."""
    for each in found:
        if columns := each.columns if isinstance(each, Rows) else each.inside:
            yield element(each), (each.text, columns)
            yield from _lists(columns)


def _row_type(name: str, text: str, columns: Iterable[Column]) -> str:
    """The type of one row, bounded as its columns say."""
    fields = [f"@description({literal(each.text)})\n{_bounds(each.bounds)}{each.name}: {each.type}" for each in columns]
    return _object(name, text, fields)


def _bounds(bounds: Iterable[str]) -> str:
    return "".join(f"@{bound}\n" for bound in bounds)


def _object(name: str, text: str, fields: Sequence[str]) -> str:
    body = "\n\n".join(fields)
    return f"@export()\n@sealed()\n@description({literal(text)})\ntype {name} = {{\n{body}\n}}\n"


def _decorators(parameter: Parameter) -> str:
    """What stands above a parameter of main."""
    about = f"@description({literal(parameter.text)})"
    secure = "\n@secure()" if parameter.secret is not None else ""
    bounds = bounds_of(parameter.fields[0]) if parameter.plain and parameter.fields else ()
    return "\n".join([f"{about}{secure}", *(f"@{bound}" for bound in bounds)])
