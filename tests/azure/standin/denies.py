"""Deny assignments of deployment stacks: who may not write or delete what.

Source: Create and deploy Azure deployment stacks in Bicep (azure-docs deployment-stacks), deny settings.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tests.azure.standin.refusal import Body, Problem


@dataclass(frozen=True, slots=True)
class Denial:
    """The deny settings of one stack over the resources that it manages, by lower-case id."""

    stack: str
    settings: Body
    managed: frozenset[str]

    def status(self, subscription: str, resource_id: str) -> str:
        """What the stack shows as denied for one of its resources; none outside the stack's own subscription."""
        if f"/subscriptions/{subscription}/".lower() not in f"{resource_id}/".lower():
            return "inapplicable"
        return str(self.settings["mode"])

    def forbids(self, verb: str, key: str, kind: str, caller: str) -> bool:
        """Whether a caller may not write or delete a resource."""
        mode = self.settings["mode"]
        if mode == "none" or (verb == "write" and mode != "denyWriteAndDelete"):
            return False
        if caller in (self.settings.get("excludedPrincipals") or ()):
            return False
        excluded = {action.lower() for action in self.settings.get("excludedActions") or ()}
        return f"{kind}/{verb}".lower() not in excluded and self._covers(key)

    def _covers(self, key: str) -> bool:
        """The resources themselves, and what is inside them when the settings say so."""
        if key in self.managed:
            return True
        inside = bool(self.settings.get("applyToChildScopes"))
        return inside and any(key.startswith(f"{managed}/") for managed in self.managed)


def denied(denials: Iterable[Denial], verb: str, resource: Body, caller: str) -> Problem | None:
    """The first deny assignment in the way; None when there is none."""
    for denial in denials:
        if denial.forbids(verb, resource["id"].lower(), resource["type"], caller):
            message = (
                f"The client '{caller}' with object id '{caller}' has permission to perform action "
                f"'{resource['type']}/{verb}' on scope '{resource['id']}'; however, the access is denied because of "
                f"the deny assignment of deployment stack '{denial.stack}'."
            )
            return Problem("DenyAssignmentAuthorizationFailed", message, resource["id"])
    return None
