"""A drawing as SVG: every text is escaped, and what is invisible in it is spelled out."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ringfence.assets import root
from ringfence.pack.picture.drawing import Drawing
from ringfence.reporting import visible


def svg(drawing: Drawing, pages: str, home: str = "") -> str:
    """The text of a picture; `pages` leads from it to the folder of the packages' pictures, `home` to the overview."""
    return xml_templates().get_template("drawing.svg.j2").render(drawing=drawing, pages=pages, home=home)


@cache
def xml_templates() -> Environment:
    """Templates of `templates/review/`, for XML."""
    return Environment(
        loader=FileSystemLoader(root() / "templates" / "review", encoding="utf-8"),
        undefined=StrictUndefined,
        finalize=lambda value: visible(value) if isinstance(value, str) else value,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=True,
        auto_reload=False,
    )
