"""CNF09, CNF10: who may call an online endpoint gets an answer, and cannot put another model there.

Both ask as the account that is signed in, which must be a caller and no deployer.
"""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.azure.confirm.asking import Answer, as_body
from ringfence.azure.confirm.outcome import Result, confirmed, refuted, together, unchecked
from ringfence.azure.confirm.trial import Trial
from ringfence.plan.model.package import modules
from ringfence.plan.model.values import Resource

CLOUD, AUDIENCE = "AzureCloud", "https://ml.azure.com"
"""For whom a token must be that an endpoint takes. Source: azure-ai-docs
machine-learning/how-to-authenticate-online-endpoint.md; for other clouds no page was read."""
_NONE = "The plan has no online endpoint with a deployment that gets requests."
_PROBE = "ringfence-probe"
"""A deployment that no plan has; the request for it has an empty body, of which Azure would make nothing."""


def scored(trial: Trial) -> Result:
    """Whether each endpoint that gets requests answers the caller."""
    if trial.plan.institution.cloud != CLOUD:
        return unchecked("No source says for whom the token must be in this cloud.", asked=0)
    if trial.request is None:
        return unchecked("There is no request to send; give one with --request.", asked=0)
    body = f"@{trial.request.resolve()}"
    return together([_score(trial, endpoint, body) for endpoint in _serving(trial)], _NONE)


def refused(trial: Trial) -> Result:
    """Whether Azure refuses the caller a write on each endpoint."""
    ask = trial.asker("CNF10")
    places = [f"{each.id}/deployments/{_PROBE}?api-version={each.api}" for each in trial.of_kind("online-endpoint")]
    found = [_refusal(ask.rest("put", place, as_body())) for place in places]
    return together(found, "The plan has no online endpoint.")


def _serving(trial: Trial) -> Iterator[Resource]:
    for _, module in modules(trial.plan):
        yield from (each.resource for each in module.online_endpoints if each.traffic)


def _score(trial: Trial, endpoint: Resource, body: str) -> Result:
    ask = trial.asker("CNF09")
    shown = ask.show(endpoint.id, endpoint.api)
    place = shown.at("properties.scoringUri")
    if not isinstance(place, str):
        return unchecked("Azure does not show the caller where an endpoint answers.", shown.codes)
    return _scoring(ask.rest("post", place, body, AUDIENCE))


def _scoring(answer: Answer) -> Result:
    if answer.ok:
        return confirmed()
    if answer.http in ("Unauthorized", "Forbidden"):
        return refuted("An endpoint turns the caller away.", [answer.http])
    return unchecked("An endpoint gives no answer, and does not turn the caller away.", filter(None, [answer.http]))


def _refusal(answer: Answer) -> Result:
    if answer.denied:
        return confirmed(*answer.words)
    if answer.http == "Bad Request" or answer.ok:
        return refuted("The caller has the right to write: Azure found fault with the body only.", answer.words)
    return unchecked("Azure refuses the write, and not for lack of a right.", answer.words)
