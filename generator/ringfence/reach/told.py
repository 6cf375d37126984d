"""An answer as text for people and as JSON for programs."""

from __future__ import annotations

import json

from ringfence.columns import wrapped
from ringfence.reach.answer import Answer, Hop, Part
from ringfence.reach.brief import as_lines
from ringfence.reporting import disarmed, visible

SHAPE = "ringfence/answer/v1"
"""The shape of the JSON; a change that breaks readers changes it."""
_STAGE = 26


def as_text(answer: Answer, width: int, *, whole: bool = False) -> str:
    """The verdict on the first line, then what decides; `whole` tells each part with all of its hops."""
    asked = f"{answer.start} -> {answer.end}, {answer.protocol.upper()} {answer.port}"
    said = [_part(each, width) for each in answer.parts] if whole else ["", *as_lines(answer, width)]
    return disarmed("\n".join([visible(f"{answer.verdict}: {asked}"), *said])) + "\n"


def _part(part: Part, width: int) -> str:
    lines = ["", part.path.verdict.value]
    for word, sides in (("from", part.sources), ("to", part.targets)):
        lines += [f"  {word if not at else '':<5}{visible(each)}" for at, each in enumerate(sides)]
    for number, hop in enumerate(part.path.hops, 1):
        first, *more = wrapped(visible(_hop(hop)), max(width - _STAGE - 6, _STAGE), "")
        lines += [f"  {number:>2}  {hop.stage.value:<{_STAGE}}{first}", *(f"{'':{_STAGE + 6}}{each}" for each in more)]
    return "\n".join(lines)


def _hop(hop: Hop) -> str:
    priority = f" (priority {hop.priority})" if hop.priority else ""
    rule = f", {hop.rule}{priority}" if hop.rule else ""
    verdict = f"{hop.verdict}: " if hop.verdict else ""
    why = f" [{hop.why}]" if hop.why else ""
    return f"{verdict}{hop.at}{rule}: {hop.text}{why}"


def as_json(answer: Answer) -> str:
    """The same as JSON; ASCII only."""
    asked = {"from": answer.start, "to": answer.end, "protocol": answer.protocol.lower(), "port": answer.port}
    parts = [
        {
            "from": part.sources,
            "to": part.targets,
            "verdict": part.path.verdict.value,
            "decidedBy": _plain(part.path.decided_by),
            "hops": [_plain(hop) for hop in part.path.hops],
        }
        for part in answer.parts
    ]
    body = {"shape": SHAPE, "asked": asked, "verdict": answer.verdict.value, "parts": parts}
    return json.dumps(body, indent=2) + "\n"


def _plain(hop: Hop) -> dict[str, str]:
    return {
        "stage": hop.stage.value,
        "at": hop.at,
        "rule": hop.rule,
        "priority": hop.priority,
        "verdict": hop.verdict.value if hop.verdict else "",
        "text": hop.text,
        "because": hop.why,
    }
