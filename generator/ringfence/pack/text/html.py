"""The Jinja environment of pages and pictures: every value is escaped, and what is invisible in it is spelled out."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ringfence.assets import root
from ringfence.reporting import visible

FOLDER = root() / "templates" / "review"


@cache
def environment() -> Environment:
    """Templates of `templates/review/`; no value can become a tag, an attribute, a style or a script."""
    return Environment(
        loader=FileSystemLoader(FOLDER, encoding="utf-8"),
        undefined=StrictUndefined,
        finalize=lambda value: visible(value) if isinstance(value, str) else value,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
