"""CNF11: Azure gave the firewall the private address that routes lead to."""

from __future__ import annotations

from ringfence.azure.confirm.outcome import Result, confirmed, refuted, unchecked
from ringfence.azure.confirm.trial import Trial
from ringfence.pack.runbook import commands


def addressed(trial: Trial) -> Result:
    """Whether the firewall has the planned address."""
    firewall = commands.firewall_of(trial.plan)
    answer = trial.asker("CNF11").run(*commands.probe(firewall)[1:])
    if not isinstance(answer.body, str):
        return unchecked("Azure does not show the firewall's address.", answer.codes)
    if answer.body == str(firewall.address):
        return confirmed()
    return refuted("The firewall has another address than the plan says.")
