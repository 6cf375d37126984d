"""Writes the checks of a first deployment into docs/first-deployment.md: `python -m tests.checks_list`."""

from __future__ import annotations

from collections.abc import Mapping

from ringfence.catalog.known.checks import Check, checks
from tests.marked import rewrite

PAGE = "docs/first-deployment.md"


def parts() -> Mapping[str, str]:
    """What stands between the marks of the page: checks of the command, and those that people make."""
    return {
        "checks of the command": _list(scripted=True),
        "checks by hand": _list(scripted=False),
    }


def _list(*, scripted: bool) -> str:
    return "\n".join(_section(check) for check in checks().values() if check.scripted is scripted)


def _section(check: Check) -> str:
    asks = f"Asks {check.asks}." if check.scripted else f"{check.asks[0].upper()}{check.asks[1:]}."
    lines = (
        f"- {asks}",
        f"- **Confirmed.** {check.confirms}",
        f"- **Needs** {check.needs}.",
        f"- **Refuted.** {check.then}",
        f"- **Source.** {check.source}",
    )
    return "\n".join([f"### {check.id}", "", f"{check.title[0].upper()}{check.title[1:]}.", "", *lines, ""])


if __name__ == "__main__":
    for name, text in parts().items():
        rewrite(PAGE, name, text)
