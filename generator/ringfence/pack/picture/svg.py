"""A drawing as SVG: every text is escaped, and what is invisible in it is spelled out."""

from __future__ import annotations

from ringfence.pack.picture.drawing import Drawing
from ringfence.pack.text.html import environment


def svg(drawing: Drawing, pages: str, home: str = "") -> str:
    """The text of a picture; `pages` leads from it to the folder of the packages' pictures, `home` to the overview."""
    return environment().get_template("drawing.svg.j2").render(drawing=drawing, pages=pages, home=home)
