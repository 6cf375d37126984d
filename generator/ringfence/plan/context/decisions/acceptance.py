"""Who accepted a risk: what `decisions.yaml` says beside a blueprint, as it goes into a release."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ringfence.plan.model.registers import Risk


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Acceptance:
    """That somebody took a risk until a day.

    `risk` is the id of the register; `at` is the place that it holds for, a package or the path of a risk in the
    blueprint, '' for every place. `accepted` and `until` are ISO 8601 dates.
    """

    risk: str
    at: str
    by: str
    ticket: str
    accepted: str
    until: str
    note: str = ""

    def covers(self, risk: Risk) -> bool:
        """Whether it is about a risk at the place where that stands."""
        return self.risk == risk.id and self.at in ("", risk.package, risk.because.at)


def acceptance_of(risk: Risk, accepted: Iterable[Acceptance]) -> Acceptance | None:
    """The acceptance of a risk at its place: the one for its path, else for its package, else for every place."""
    found = [one for one in accepted if one.covers(risk)]
    return max(found, key=lambda one: (one.at == risk.because.at, one.at == risk.package), default=None)
