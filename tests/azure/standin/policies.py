"""Policies that deny resources, in the words and details of Azure Policy.

Source: azure-docs azure-resource-manager/troubleshooting/error-policy-requestdisallowedbypolicy.md (2022-09-12); the
details are those of azure-docs automation/enforce-job-execution-hybrid-worker.md.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.azure.standin.refusal import Body, Problem

_ROOM = "/providers/Microsoft.Authorization"


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy that denies every resource of a type; `name` is that of its assignment, at `scope`."""

    title: str
    name: str
    scope: str
    type: str

    def denies(self, resource: Body) -> Problem | None:
        """Why a resource is denied; None for one of another type."""
        if str(resource["type"]).lower() != self.type.lower():
            return None
        return self.problem(str(resource["name"]))

    def problem(self, resource: str) -> Problem:
        """The error about a resource, which Azure names without the rest of its id."""
        message = f"Resource '{resource}' was disallowed by policy. See error details for policy resource IDs."
        info = {
            "policyDefinitionDisplayName": self.title,
            "policyDefinitionId": f"{_ROOM}/policyDefinitions/d1",
            "policyDefinitionName": "d1",
            "policyDefinitionEffect": "deny",
            "policyAssignmentId": f"{self.scope}{_ROOM}/policyAssignments/{self.name}",
            "policyAssignmentName": self.name,
            "policyAssignmentDisplayName": self.title,
            "policyAssignmentScope": self.scope,
            "policyAssignmentParameters": {},
        }
        more = {"additionalInfo": [{"type": "PolicyViolation", "info": info}]}
        return Problem("RequestDisallowedByPolicy", message, resource, more)
