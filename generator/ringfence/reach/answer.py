"""An answer: verdict, parts of the question that share it, and the hops that decide."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What becomes of traffic. `UNKNOWN` where something outside the plan decides; `PARTLY` for several parts only."""

    ALLOWED = "allowed"
    DENIED = "denied"
    UNKNOWN = "unknown"
    PARTLY = "partly"


class Stage(StrEnum):
    """What a hop is about, in the words of a network team."""

    NAME = "name"
    GROUP_OUT = "security group, outbound"
    ROUTE = "route"
    FIREWALL = "firewall"
    TRANSLATION = "translation"
    GROUP_IN = "security group, inbound"
    MANAGED = "managed network"
    SERVICE = "service"
    BEYOND = "outside the plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One step of a path: what decides `at` it, by which `rule` of which `priority`, and what that does.

    `verdict` is None for a step that only leads on. `why` is the path in the blueprint that caused the rule.
    """

    stage: Stage
    at: str
    text: str
    rule: str = ""
    priority: str = ""
    verdict: Verdict | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Path:
    """The hops of one packet up to the one that decides."""

    verdict: Verdict
    hops: tuple[Hop, ...]

    @property
    def decided_by(self) -> Hop:
        """The hop that denies, or after which nothing is certain; of an allowed path the last, where it arrives."""
        return next((hop for hop in self.hops if hop.verdict is self.verdict is not Verdict.ALLOWED), self.hops[-1])


@dataclass(frozen=True, slots=True)
class Part:
    """Sources and targets of the question that share one path."""

    sources: tuple[str, ...]
    targets: tuple[str, ...]
    path: Path


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question: `start` and `end` as they were asked, protocol and port, and its parts."""

    start: str
    end: str
    protocol: str
    port: int
    parts: tuple[Part, ...]

    @property
    def verdict(self) -> Verdict:
        """That of all parts; of different ones PARTLY where any is allowed, else UNKNOWN."""
        found = {part.path.verdict for part in self.parts}
        if len(found) == 1:
            return next(iter(found))
        return Verdict.PARTLY if found & {Verdict.ALLOWED, Verdict.PARTLY} else Verdict.UNKNOWN
