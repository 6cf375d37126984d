"""YAML from templates: what is no plain word is a quoted scalar, so no text of a blueprint becomes syntax."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Undefined

from ringfence.assets import root
from ringfence.plan.model.values import Code

_EXPRESSION = re.compile(r"\$+[{(\[]")
"""How an expression begins: in a workflow of GitHub, in a pipeline of Azure DevOps, in a job of Azure ML.

Source: GitHub Docs, contexts reference; Azure DevOps, define variables (macro, template and runtime syntax);
azure-ai-docs machine-learning/reference-yaml-core-syntax.md, expression syntax.
"""
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_NO_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "y", "n", "null"})
"""Words that some reader of YAML takes for something else. Source: YAML 1.1 types, bool and null."""
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def folder() -> Path:
    """The folder of the templates and of the files that are taken over as they stand."""
    return root() / "templates" / "mlops"


def scalar(value: str) -> str:
    """A text as YAML: a word as it stands, any other in double quotes.

    Raises ValueError when a platform would evaluate a part of it.
    """
    if _WORD.fullmatch(value) and value.lower() not in _NO_WORDS:
        return value
    if _EXPRESSION.search(value):
        message = f"{value!r} would be evaluated as an expression"
        raise ValueError(message)
    return '"' + "".join(map(_character, value)) + '"'


def _character(one: str) -> str:
    if one in '"\\':
        return f"\\{one}"
    return one if one.isprintable() else f"\\U{ord(one):08x}"


def variable(context: str, name: str) -> Code:
    """An expression that reads a variable of a platform by its name; raises ValueError for what is no name."""
    if not _NAME.fullmatch(name):
        message = f"{name!r} is no name of a variable"
        raise ValueError(message)
    return Code(f"{context}.{name}")


def _finalize(value: object) -> str:
    if isinstance(value, Undefined):
        value._fail_with_undefined_error()  # noqa: SLF001 - names the template and the line
    match value:
        case Code():
            return str(value)
        case bool():
            return str(value).lower()
        case int():
            return str(value)
        case tuple():
            return f"[{', '.join(_finalize(one) for one in value)}]"
        case str():
            return scalar(value)
    message = f"{type(value).__name__} has no spelling"
    raise TypeError(message)


@cache
def environment() -> Environment:
    """Templates of `templates/mlops/`; `<< >>` prints and `<% %>` walks, because the platforms use braces."""
    return Environment(
        loader=FileSystemLoader(folder(), encoding="utf-8"),
        variable_start_string="<<",
        variable_end_string=">>",
        block_start_string="<%",
        block_end_string="%>",
        comment_start_string="<#",
        comment_end_string="#>",
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - YAML, not HTML; `_finalize` quotes every value
        auto_reload=False,
    )


def rendered(template: str, **values: object) -> str:
    """The text of a template with its values."""
    return environment().get_template(template).render(values)
