"""Who hears of alerts: the action group of a package and its mailboxes."""

from __future__ import annotations

from dataclasses import dataclass

from ringfence.plan.model.values import Column, Given, Resource, Rows, length

OWNER = "alerts"
"""The owner of what alerts take from `main.bicepparam`."""
RECEIVER = (
    Column(name="name", type="string", bounds=length(2, 24)),
    Column(name="email", type="string", bounds=length(3, 254)),
)
"""What tells one receiver from another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """A mailbox that alerts of a package are sent to."""

    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionGroup:
    """Who hears of alerts of a package; `short` stands in front of each message."""

    resource: Resource
    short: Given[str]
    receivers: tuple[Receiver, ...]

    @property
    def rows(self) -> Rows:
        """The mailboxes as main carries them."""
        return Rows(
            owner=OWNER,
            field="receivers",
            type="alertReceiverType[]",
            value=tuple({"name": one.name, "email": one.email} for one in self.receivers),
            text="Who receives alerts.",
            columns=RECEIVER,
            one="Mailbox that alerts are sent to.",
        )
