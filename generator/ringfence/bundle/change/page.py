"""CHANGE.md: one page for a change board."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ringfence.bundle.change.justification import NONE, justified
from ringfence.bundle.change.summary import RELEASE, Summary
from ringfence.bundle.fault import few
from ringfence.pack.removal.section import leaving
from ringfence.pack.text.markdown import environment
from ringfence.pack.text.numbered import numbered

NAME = "CHANGE.md"
SHOWN = 4
"""How many packages or interruptions the page names; change.json has all."""
_CALM = "No interruption follows from the rules."
_UNKNOWN = "Nothing is compared, so what is interrupted is not known."
_DIGESTS = ("DEPLOY.md", "BACKOUT.md", "REMOVAL.md", "manifest.json")


@dataclass(frozen=True, slots=True)
class Digest:
    """The SHA-256 of a file, by its path in the bundle."""

    path: str
    sha256: str


def change_page(of: Summary) -> bytes:
    """The text of the page."""
    listed = [f"{RELEASE}/{name}" for name in _DIGESTS]
    since = of.release.since
    without = sum(NONE in line for line in justified(of.seen))
    deployed = [one.name for one in of.seen.deployed()]
    text = (
        environment()
        .get_template("change.md.j2")
        .render(
            of=of,
            institution=of.seen.plan.institution.name,
            resources=of.resources if since else numbered(len(of.items), "resource"),
            packages=f"{numbered(len(deployed), 'package')} to deploy: {few(deployed, SHOWN) or 'none'}",
            without=f"; {numbered(without, 'line')} of it without a reason in the blueprint" if without else "",
            risks=of.risks,
            no_risk="" if of.risks else "No rule of risk holds.",
            impacts=of.impacts,
            no_impact="" if of.impacts else "No rule of impact holds.",
            interruptions=of.interruptions[:SHOWN],
            more=_more(of.interruptions),
            back=since,
            added=leaving(since.backout) if since else "",
            removed=leaving(since.removal) if since else "",
            fixed=len(since.fixed) if since else 0,
            shortened=len(since.shortened) if since else 0,
            digests=[Digest(path, of.digests[path]) for path in listed if path in of.digests],
            approvers=", ".join(of.approvers),
            least=of.minutes[0],
            most=of.minutes[1],
            outage="" if of.interruptions else _CALM if of.seen.difference else _UNKNOWN,
        )
    )
    return text.encode()


def _more(rows: Sequence[object]) -> int:
    return max(0, len(rows) - SHOWN)
