"""Stage 2, blueprint: the host names that flows go to, each with its place and the flow it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.blueprint.model import Blueprint, EgressFlow
from generator.load.places import Path


@dataclass(frozen=True, slots=True)
class Target:
    """A host name as written; `domain` is the same without a leading `*.`."""

    path: Path
    host: str
    flow: EgressFlow

    @property
    def domain(self) -> str:
        """What stands behind the wildcard; the whole name when there is none in front."""
        return self.host.removeprefix("*.")

    @property
    def wildcard(self) -> bool:
        """Whether the name stands for every host of its domain."""
        return self.host.startswith("*.")


def targets(blueprint: Blueprint) -> Iterator[Target]:
    """Every host name of every flow."""
    for index, flow in enumerate(blueprint.egress):
        for at, host in enumerate(flow.to.fqdns or ()):
            yield Target(("egress", index, "to", "fqdns", at), host, flow)
