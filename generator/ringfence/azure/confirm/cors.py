"""CNF04: the studio's CORS rules are still on the workspace's storage account after the second deployment."""

from __future__ import annotations

import re

from ringfence.azure.confirm.asking import Answer
from ringfence.azure.confirm.outcome import Outcome, Result, confirmed, refuted, together, unchecked
from ringfence.azure.confirm.repeated import ONCE, repeated
from ringfence.azure.confirm.trial import Trial

_STUDIO = re.compile(r"https://(?:[*\w-]+\.)*ml\.azure\.(?:com|us|cn)")
"""Origins from which the studio's pages speak to storage."""


def kept(trial: Trial) -> Result:
    """Whether blob and file service of each workspace's account let the studio's pages in, after two deployments."""
    ask = trial.asker("CNF04")
    rows = trial.of_kind("storage-blobs", "storage-files")
    found = together([_judged(ask.show(each.id, each.api)) for each in rows], "The plan has no workspace with storage.")
    twice = found.outcome is not Outcome.CONFIRMED or repeated(trial).outcome is Outcome.CONFIRMED
    return found if twice else unchecked(f"The rules are there. {ONCE}", asked=found.asked)


def _judged(answer: Answer) -> Result:
    if not answer.ok:
        return unchecked("Azure does not show a service of the account.", answer.codes)
    origins = [origin for row in answer.rows("properties.cors.corsRules") for origin in _listed(row)]
    if any(_STUDIO.fullmatch(origin) for origin in origins):
        return confirmed()
    return refuted("A service of the account has no rule for the studio.")


def _listed(row: dict[str, object]) -> list[str]:
    origins = row.get("allowedOrigins")
    return [origin for origin in origins if isinstance(origin, str)] if isinstance(origins, list) else []
