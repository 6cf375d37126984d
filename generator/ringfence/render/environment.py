"""The Jinja environment: strict, and with every output spelled as Bicep."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ringfence.assets import root
from ringfence.render.spelling import finalize


@cache
def environment() -> Environment:
    """Templates of `templates/`; an unknown name is an error, every `{{ }}` goes through `finalize`."""
    return Environment(
        loader=FileSystemLoader(root() / "templates", encoding="utf-8"),
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - Bicep, not HTML; `finalize` does the escaping
        auto_reload=False,
    )
