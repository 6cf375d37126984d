"""Made parts of hand-written pages: what stands between two marks, each mark on a line of the page."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]


def between(page: str, name: str) -> str:
    """What stands on a page (a path below the repository) between the marks of this name."""
    found = _pattern(name).search((ROOT / page).read_text("utf-8"))
    assert found is not None, f"{page} has no marks {name!r}"
    return found[0]


def rewrite(page: str, name: str, text: str) -> None:
    """Replace what stands there."""
    file = ROOT / page
    file.write_text(_pattern(name).sub(lambda _: text, file.read_text("utf-8")), "utf-8", newline="\n")


def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=<!-- {name} -->\n\n).*?(?=\n<!-- end of {name} -->)", re.DOTALL)
