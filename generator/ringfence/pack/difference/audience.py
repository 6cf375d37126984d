"""Which changes a role reads, and which belong to some packages."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from ringfence.releases.diff.change import Change, Difference, Section

_FLOWS = {Section.EXPOSURE, Section.OPENED, Section.CLOSED}
_LOST = {Section.REPLACED, Section.HELD}
_SECTIONS: Mapping[str, frozenset[Section]] = {
    "network": frozenset({*_FLOWS, Section.MOVED}),
    "security": frozenset({*_FLOWS, *_LOST, Section.RIGHTS, Section.SECRETS, Section.REGISTERS}),
    "data": frozenset({Section.RIGHTS, Section.SECRETS}),
    "board": frozenset({*_FLOWS, *_LOST, Section.RIGHTS, Section.SECRETS, Section.REGISTERS}),
}
"""What a role reads whole, whatever it is about."""
_TYPES: Mapping[str, tuple[str, ...]] = {
    "network": ("Microsoft.Network/",),
    "security": (
        "Microsoft.Authorization/",
        "Microsoft.KeyVault/",
        "Microsoft.ManagedIdentity/",
        "Microsoft.Insights/",
        "Microsoft.OperationalInsights/",
    ),
    "data": (
        "Microsoft.CognitiveServices/",
        "Microsoft.Databricks/",
        "Microsoft.DataFactory/",
        "Microsoft.MachineLearningServices/",
        "Microsoft.Purview/",
        "Microsoft.Storage/",
        "Microsoft.Synapse/",
    ),
    "board": (),
}
"""How the types of the resources begin of which a role reads every change."""
ROLES = tuple(_SECTIONS)


def for_whom(difference: Difference, role: str = "", packages: Collection[str] = ()) -> Difference:
    """The difference with the changes that a role reads ('' = all), of these packages (all when empty).

    A package that comes or goes as a whole is told to each role; what belongs to no package is left out where some are
    named.
    """
    kept = tuple(
        change
        for change in difference.changes
        if (not packages or change.package in packages) and (not role or _reads(role, change))
    )
    unexplained = tuple(name for name in difference.unexplained if not packages or name in packages)
    return replace(difference, changes=kept, unexplained=unexplained)


def _reads(role: str, change: Change) -> bool:
    return (
        change.section in _SECTIONS[role] or change.type.startswith(_TYPES[role] or "-") or change.id == change.package
    )
