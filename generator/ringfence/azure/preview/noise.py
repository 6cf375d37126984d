"""Separates noise of what-if from real changes, by rules that each have a reason and a source."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache

from ringfence.azure.preview.answer import Change, Kind
from ringfence.azure.preview.delta import Difference
from ringfence.azure.preview.peerings import divided
from ringfence.catalog.files import table
from ringfence.catalog.part import Sourced
from ringfence.catalog.read import kinds


class Rule(Sourced):
    """What Azure is known to report without changing it; see `templates/facts/what-if-noise.json`.

    `owned`: only for what `before` lists and the packages of the plan deploy as resources, such as peerings.
    """

    name: str
    type: str
    path: str
    change: str
    reason: str
    source: str
    confirmed: bool
    before: str | bool | None = None
    after: str | None = None
    owned: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """A change with what is left of it: `real` differences, and each known one beside the rule that knows it."""

    change: Change
    real: tuple[Difference, ...]
    noise: tuple[tuple[Difference, Rule], ...]

    @property
    def kind(self) -> Kind:
        """The kind of change without noise: a modification of which nothing is left is none."""
        quiet = self.change.kind is Kind.MODIFY and self.noise and not self.real
        return Kind.NO_CHANGE if quiet else self.change.kind


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the table."""
    return tuple(Rule.model_validate(row) for row in table("what-if-noise")["rules"])


def judge(change: Change, owned: Collection[str] = ()) -> Judged:
    """Set aside what the rules know. A property on which security rests is never set aside.

    `owned` are the ids of all resources of the plan's packages, in lower case.
    """
    real: list[Difference] = []
    noise: list[tuple[Difference, Rule]] = []
    for difference in change.differences:
        rule = next((rule for rule in rules() if _knows(rule, change, difference)), None)
        if rule is None or secures(change, difference):
            real.append(difference)
            continue
        ours, others = divided(change.resource, difference, owned) if rule.owned else (difference, None)
        noise += [(ours, rule)] if ours else []
        real += [others] if others else []
    return Judged(change, tuple(real), tuple(noise))


def secures(change: Change, difference: Difference) -> bool:
    """Whether security rests on the property, or on something inside or around it, by the catalogue's facts."""
    mine = difference.path.lower()
    return any(_within(fact, mine) or _within(mine, fact) for fact in _security_paths().get(change.type.lower(), ()))


@cache
def _security_paths() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for kind in kinds().values():
        paths = tuple(_dotted(fact.path) for fact in kind.facts if fact.security)
        found[kind.type.lower()] = (*found.get(kind.type.lower(), ()), *paths)
    return found


def _dotted(path: str) -> str:
    return re.sub(r"\[(\*|\d+)\]", r".\1", path).lower()


def _within(outer: str, inner: str) -> bool:
    """Whether a path is another or leads into it; `*` in either stands for any one part."""
    wanted, have = outer.split("."), inner.split(".")
    return len(wanted) <= len(have) and all("*" in (a, b) or a == b for a, b in zip(wanted, have, strict=False))


def _knows(rule: Rule, change: Change, difference: Difference) -> bool:
    return (
        rule.change == difference.kind
        and rule.type.lower() in ("*", change.type.lower())
        and (rule.path == "**" or _same(rule.path.lower().split("."), difference.path.lower().split(".")))
        and (rule.before is None or rule.before == difference.before)
        and (rule.after is None or _like(str(difference.after), rule.after))
    )


def _same(wanted: list[str], have: list[str]) -> bool:
    return len(wanted) == len(have) and all(a in ("*", b) for a, b in zip(wanted, have, strict=True))


def _like(text: str, pattern: str) -> bool:
    return fnmatchcase(text, pattern.replace("[", "[[]"))
