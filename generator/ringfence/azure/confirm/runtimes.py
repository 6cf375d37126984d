"""CNF18: integration runtimes of Synapse stand in the network that Azure manages for their workspace."""

from __future__ import annotations

from ringfence.azure.confirm.asking import Answer
from ringfence.azure.confirm.outcome import Result, confirmed, refuted, together, unchecked
from ringfence.azure.confirm.trial import Trial

_NETWORK = "properties.managedVirtualNetwork.referenceName"


def inside(trial: Trial) -> Result:
    """Whether Azure names the managed network at each runtime."""
    ask = trial.asker("CNF18")
    found = [_judged(ask.show(each.id, each.api)) for each in trial.of_kind("synapse-runtime")]
    return together(found, "The plan has no Synapse workspace.")


def _judged(answer: Answer) -> Result:
    if not answer.ok:
        return unchecked("Azure does not show an integration runtime.", answer.codes)
    return confirmed() if answer.at(_NETWORK) else refuted("An integration runtime stands outside the managed network.")
