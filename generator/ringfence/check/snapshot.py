"""Stage 5, the prediction: the snapshot in one normal form, and the resources in it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ringfence.check.paths import Body

_IDENTITY = frozenset({"id", "type", "name", "apiVersion", "location", "tags", "condition"})


@dataclass(frozen=True, slots=True)
class Predicted:
    """A resource that Bicep predicts; `raw` is all of it as Bicep wrote it."""

    raw: Body

    @property
    def id(self) -> str:
        """The resource id, in the spelling of the snapshot."""
        return str(self.raw.get("id", ""))

    @property
    def key(self) -> str:
        """The id as Azure compares it: without regard to case."""
        return self.id.lower()

    @property
    def type(self) -> str:
        """The resource type."""
        return str(self.raw.get("type", ""))

    @property
    def body(self) -> Body:
        """What is configured (properties, sku, kind, identity, zones), without name and place."""
        return {key: value for key, value in self.raw.items() if key not in _IDENTITY}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What deploying a package would create; `notes` are the engine's own warnings, `text` the normal form."""

    resources: tuple[Predicted, ...]
    notes: tuple[str, ...]
    outputs: Body
    text: str


def normalised(snapshot: Mapping[str, Any]) -> Snapshot:
    """The snapshot sorted by resource id and key.

    The CLI writes outputs in hash order (Bicep 0.49.2), and the order of resources follows how modules are cut; neither
    is a difference to a reader of two snapshots.
    """
    rows: Sequence[Body] = sorted(snapshot["predictedResources"], key=lambda row: str(row.get("id", "")).lower())
    ordered = {**snapshot, "predictedResources": rows}
    text = json.dumps(ordered, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    notes = tuple(_note(row) for row in snapshot.get("diagnostics", ()))
    return Snapshot(tuple(Predicted(row) for row in rows), notes, snapshot.get("outputs", {}), text)


def _note(row: Mapping[str, Any]) -> str:
    said = [str(row[key]) for key in ("level", "code", "target", "message") if row.get(key)]
    return " ".join(said) or json.dumps(row, sort_keys=True)
