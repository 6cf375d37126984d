"""CNF03: each package deploys a second time with the same files."""

from __future__ import annotations

from ringfence.azure.confirm.asking import Answer, worded
from ringfence.azure.confirm.outcome import Result, confirmed, refuted, together, unchecked
from ringfence.azure.confirm.trial import Trial

ONCE = "A package was not deployed twice; `ringfence deploy --again` does that."
_DONE = "succeeded"
_FAILED = ("failed", "canceled")


def repeated(trial: Trial) -> Result:
    """Whether the second deployment of each package has succeeded."""
    found = [_judged(answer, trial.times[name]) for name, answer in trial.deployments.items()]
    return together(found, "The plan has no package.")


def _judged(answer: Answer, times: int) -> Result:
    state = str(answer.at("state") or "").lower()
    if not answer.ok or state not in (_DONE, *_FAILED):
        return unchecked("Azure does not say how the last deployment of a package ended.", answer.codes)
    if state in _FAILED:
        codes = worded(_codes(answer.at("error")))
        return refuted("The last deployment of a package has failed.", codes) if times else unchecked(ONCE, codes)
    return confirmed() if times > 1 else unchecked(ONCE)


def _codes(error: object) -> list[object]:
    """The code of an error and those of the errors in it."""
    if not isinstance(error, dict):
        return []
    details = error.get("details")
    inside = details if isinstance(details, list) else []
    return [error.get("code"), *(code for detail in inside for code in _codes(detail))]
