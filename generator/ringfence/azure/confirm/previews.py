"""CNF02: after the deployment the what-if of each package is quiet."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ringfence.azure import what_if
from ringfence.azure.confirm.outcome import Result, confirmed, refuted, together, unchecked
from ringfence.azure.confirm.trial import Trial
from ringfence.azure.preview.answer import Kind
from ringfence.azure.preview.noise import Judged, rules
from ringfence.azure.preview.run import Look
from ringfence.catalog.read import facts, kinds

_CHANGES = (Kind.CREATE, Kind.MODIFY, Kind.DELETE, Kind.DEPLOY)


def quiet(trial: Trial) -> Result:
    """Whether a second deployment would change nothing, as Azure previews it."""
    looks = what_if.previews(trial.az, trial.estate, 1, trial.say)
    return together([_judged(look) for look in looks], "The plan has no package.")


def _judged(look: Look) -> Result:
    codes = dict.fromkeys(finding.code for finding in look.findings)
    if look.coverage is None:
        return unchecked("Azure does not preview a package.", codes)
    changed = [judged for judged in look.changes if judged.kind in _CHANGES]
    if changed or look.unmanaged:
        return refuted("A package would change something.", codes, sorted({w for j in changed for w in _told(j)}))
    return unchecked("Azure did not look at everything.", codes) if codes else confirmed()


def _told(judged: Judged) -> Iterator[str]:
    """The kind of change with the type, and the properties that differ."""
    head = f"{judged.kind.value} {judged.change.type}"
    paths = [_nameless(each.path) for each in judged.real]
    yield from [f"{head}: {path}" for path in paths] or [head]


def _nameless(path: str) -> str:
    """The path of a property; a part that no fact and no rule on noise has may be a name, and becomes a star."""
    return ".".join(part if part in _words() else "*" for part in path.split("."))


@cache
def _words() -> frozenset[str]:
    """Every word in a path of a property that the catalogue or the rules on noise have."""
    known = [fact.path for kind in kinds() for fact in facts(kind)]
    return frozenset(word for path in (*known, *(rule.path for rule in rules())) for word in _parts(path))


def _parts(path: str) -> list[str]:
    return [part.partition("[")[0] for part in path.split(".")]
