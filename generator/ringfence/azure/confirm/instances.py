"""CNF01: compute instances mount their file share although the account has no keys."""

from __future__ import annotations

from ringfence.azure.confirm.asking import Answer, errors_in
from ringfence.azure.confirm.outcome import Result, confirmed, refuted, together, unchecked
from ringfence.azure.confirm.trial import Trial

_RUNS = ("Running", "JobRunning")
_FAILED = ("CreateFailed", "SetupFailed", "UserSetupFailed", "Unusable")
_PASSES = ("Creating", "Deleting", "Resizing", "Restarting", "SettingUp", "Starting", "Stopped", "Stopping", "Unknown")
_STATES = (*_RUNS, *_FAILED, *_PASSES, "UserSettingUp")
"""States of an instance. Source: Microsoft.MachineLearningServices types, ComputeInstanceProperties.state."""


def mounted(trial: Trial) -> Result:
    """Whether each instance runs without an error of its set-up."""
    ask = trial.asker("CNF01")
    found = [_judged(ask.show(each.id, each.api)) for each in trial.of_kind("compute-instance")]
    return together(found, "The plan has no compute instance.")


def _judged(answer: Answer) -> Result:
    if not answer.ok:
        return unchecked("Azure does not show the instance.", answer.codes)
    codes = errors_in([*answer.rows("properties.provisioningErrors"), *answer.rows("properties.properties.errors")])
    failed = [row for row in answer.rows("properties.properties.dataMounts") if row.get("mountState") == "MountFailed"]
    state = answer.at("properties.properties.state")
    seen = [state] if state in _STATES else []
    if codes or failed or state in _FAILED:
        return refuted("The set-up of an instance has failed.", codes, [*seen, *(["MountFailed"] if failed else [])])
    if state in _RUNS:
        return confirmed(*seen)
    return unchecked("An instance does not run; start it and run this check again.", seen=seen)
