"""Federated credentials: whose tokens an identity of the pipelines takes in place of a secret."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ringfence.plan.model.lake import Loop
from ringfence.plan.model.values import Cell, Child, Column, Resource, Rows, length

OWNER = "pipelines"
CREDENTIAL = (
    Column(name="name", type="string", text="Name of the credential.", bounds=length(3, 120)),
    Column(name="issuer", type="string", text="Who signs the token, compared letter by letter.", bounds=length(9, 600)),
    Column(name="subject", type="string", text="Whose token it is, compared letter by letter.", bounds=length(3, 600)),
)
"""What a credential is told by. Source of the names: entra-docs
workload-id/workload-identity-federation-considerations.md.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class FederatedCredential:
    """A token that an identity takes: `issuer` signed it for `subject`."""

    resource: Resource
    issuer: str
    subject: str

    @property
    def row(self) -> Mapping[str, Cell]:
        """The credential as a reviewer reads it."""
        return {"name": self.resource.name, "issuer": self.issuer, "subject": self.subject}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trusted(Child):
    """All credentials of one identity, whose symbol is `parent`; none before a service connection is drafted."""

    loop: Loop
    parent: str
    purpose: str
    credentials: tuple[FederatedCredential, ...]

    @property
    def rows(self) -> Rows:
        """What differs from credential to credential."""
        return Rows(
            owner=OWNER,
            field=self.purpose,
            type="credentialType[]",
            value=tuple(one.row for one in self.credentials),
            text=f"Tokens that the identity for {self.purpose} takes.",
            columns=CREDENTIAL,
            one="Token that an identity takes in place of a secret.",
        )
