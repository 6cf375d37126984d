"""CNF20: targets call the private endpoints of managed networks as the plan calls them, and have approved them."""

from __future__ import annotations

from ringfence.azure.confirm.asking import Answer
from ringfence.azure.confirm.outcome import Result, confirmed, refuted, together, unchecked
from ringfence.azure.confirm.trial import Trial
from ringfence.plan.model.managed_endpoint import ManagedEndpoint
from ringfence.plan.model.package import modules

_LIST = ("network", "private-endpoint-connection", "list", "--id")
_STATES = ("Approved", "Pending", "Rejected", "Disconnected")
"""States of a connection. Source: Microsoft.Storage types, PrivateLinkServiceConnectionState.status."""


def approved(trial: Trial) -> Result:
    """Whether the target of each endpoint has a connection of that name, and approved it."""
    ask = trial.asker("CNF20")
    rows = [row for _, module in modules(trial.plan) for row in module.managed_endpoints]
    found = [_judged(ask.run(*_LIST, row.target.value), row) for row in rows]
    return together(found, "The plan has no managed private endpoint that people approve.")


def _judged(answer: Answer, row: ManagedEndpoint) -> Result:
    if not answer.ok:
        return unchecked("Azure does not list the connections of a target.", answer.codes)
    if not isinstance(answer.body, list):
        return unchecked("Azure answers with something that is no list of connections.")
    found = [one for one in answer.body if str(_at(one, "privateEndpoint", "id")).endswith(f"/{row.connection}")]
    states = [state for one in found if (state := _at(one, "privateLinkServiceConnectionState", "status")) in _STATES]
    if not found:
        return refuted("A target has no connection that is called as the plan calls it.")
    return (
        confirmed() if "Approved" in states else unchecked("A connection is not approved yet.", seen=map(str, states))
    )


def _at(connection: object, part: str, key: str) -> object:
    """A value of a connection; '' for none."""
    properties = connection.get("properties") if isinstance(connection, dict) else None
    inner = properties.get(part) if isinstance(properties, dict) else None
    return inner.get(key, "") if isinstance(inner, dict) else ""
