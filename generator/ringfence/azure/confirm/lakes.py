"""CNF19: the firewall of each account of a lake lets in the resources that the plan names."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.azure.confirm.asking import Answer
from ringfence.azure.confirm.outcome import Result, confirmed, refuted, together, unchecked
from ringfence.azure.confirm.trial import Trial
from ringfence.plan.model.package import modules
from ringfence.plan.model.values import Resource

_RULES = "properties.networkAcls.resourceAccessRules"


def let_in(trial: Trial) -> Result:
    """Whether each account has a rule for each resource, also for one that came after it."""
    ask = trial.asker("CNF19")
    found = [_judged(ask.show(each.id, each.api), wanted) for each, wanted in _accounts(trial)]
    return together(found, "No lake of the plan lets in a single resource.")


def _accounts(trial: Trial) -> Iterator[tuple[Resource, frozenset[str]]]:
    for _, module in modules(trial.plan):
        for layers in module.layers:
            if layers.instances:
                yield module.services[0].resource, frozenset(one.id.lower() for one in layers.instances)


def _judged(answer: Answer, wanted: frozenset[str]) -> Result:
    if not answer.ok:
        return unchecked("Azure does not show an account of a lake.", answer.codes)
    rules = {str(row.get("resourceId", "")).lower() for row in answer.rows(_RULES)}
    return confirmed() if wanted <= rules else refuted("An account has no rule for a resource that it should let in.")
