"""The checks of `ringfence confirm` by id; their texts are in `templates/facts/checks.json`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from ringfence.azure.confirm.callers import refused, scored
from ringfence.azure.confirm.cors import kept
from ringfence.azure.confirm.firewall import addressed
from ringfence.azure.confirm.instances import mounted
from ringfence.azure.confirm.lakes import let_in
from ringfence.azure.confirm.logs import Table, of_the_firewall
from ringfence.azure.confirm.outcome import Result, unchecked
from ringfence.azure.confirm.previews import quiet
from ringfence.azure.confirm.registry import closed
from ringfence.azure.confirm.repeated import repeated
from ringfence.azure.confirm.requests import approved
from ringfence.azure.confirm.runtimes import inside
from ringfence.azure.confirm.trial import Trial

Ask = Callable[[Trial], Result]

CHECKS: Mapping[str, Ask] = {
    "CNF01": mounted,
    "CNF02": quiet,
    "CNF03": repeated,
    "CNF04": kept,
    "CNF05": Table("CNF05", "AZFWDnsQuery"),
    "CNF06": Table("CNF06", "DNSQueryLogs"),
    "CNF07": Table("CNF07", "NTANetAnalytics"),
    "CNF08": closed,
    "CNF09": scored,
    "CNF10": refused,
    "CNF11": addressed,
    "CNF12": Table("CNF12", "AppRequests"),
    "CNF13": Table("CNF13", "DNSQueryLogs", of_the_firewall),
    "CNF18": inside,
    "CNF19": let_in,
    "CNF20": approved,
}
OF_CALLERS = frozenset(("CNF09", "CNF10"))
"""Checks that ask as a caller of endpoints, who has no other right; all others ask as a deployer."""
_CALLER = "Only a caller of endpoints can tell; sign in as one and give --as-caller."
_DEPLOYER = "Only a deployer can tell; sign in as one and leave --as-caller out."


def made(trial: Trial, wanted: Collection[str], *, caller: bool) -> Mapping[str, Result]:
    """The result of each wanted check, in the order of their ids; no check where `wanted` is empty is left out."""
    return {name: _made(trial, name, caller=caller) for name in CHECKS if not wanted or name in wanted}


def _made(trial: Trial, name: str, *, caller: bool) -> Result:
    if (name in OF_CALLERS) is not caller:
        return unchecked(_CALLER if name in OF_CALLERS else _DEPLOYER, asked=0)
    trial.say(f"{name}: asking")
    return CHECKS[name](trial)
