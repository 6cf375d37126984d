"""Activity-log alerts: which operations on resources, or which news of Azure, people hear of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ringfence.plan.model.values import SOME, Cell, Code, Column, Ref, Resource, length, one_of, plain

ACTIVITY_ALERT = (
    Column(name="name", type="string", bounds=length(1, 260)),
    Column(name="scopes", type="string[]", text="Ids below which events count.", bounds=SOME),
    Column(name="category", type=one_of("Administrative", "ServiceHealth")),
    Column(name="field", type="string", text="Field of an event that is compared.", bounds=length(1, 100)),
    Column(name="values", type="string[]", text="Values of that field, any of which counts.", bounds=SOME),
    Column(name="statuses", type="string[]", text="Status that an event must have; empty for any."),
)
"""What tells one activity-log alert from another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityAlert:
    """An alert on events of the activity log whose `field` has one of `values`, on what is below `scopes`.

    `word` is what folders call it, `group` the action group. `statuses` has the status that counts, none for any.
    """

    resource: Resource
    word: str
    scopes: tuple[str, ...]
    category: str
    field: str
    values: tuple[str, ...]
    statuses: tuple[str, ...]
    group: Ref

    @property
    def row(self) -> Mapping[str, Cell]:
        """The alert as a reviewer reads it."""
        return {
            "name": plain(self.resource.name),
            "scopes": self.scopes,
            "category": self.category,
            "field": self.field,
            "values": self.values,
            "statuses": self.statuses,
        }

    @property
    def watches(self) -> str:
        """What it is about, as people call it: its subscription, or resource groups by name."""
        whole = "/".join(self.resource.id.split("/")[:3])
        return ", ".join("its subscription" if one == whole else one.rsplit("/", 1)[-1] for one in self.scopes)

    @property
    def sends(self) -> Code:
        """The symbol of its action group, which stands in the same module."""
        return Code(self.group.symbol)
