"""Hosts that Azure names when it makes a workspace: rules admit the whole domain until the blueprint has the name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ringfence.blueprint.language.connections import DATABRICKS_JOBS, MLFLOW, SQL
from ringfence.plan.context.blueprint_context import BlueprintContext, Path


@dataclass(frozen=True, slots=True)
class MadeName:
    """What Azure puts in place of `*`: a pattern, a command that prints the name or its part, and the source."""

    pattern: str
    command: str
    source: str


_DATABRICKS = MadeName(
    r"adb-[0-9]+\.[0-9]+",
    "az databricks workspace show prints it as workspaceUrl",
    "Microsoft Learn databricks/workspace/workspace-details, per-workspace URL",
)
_NAMES: Mapping[str, MadeName] = {
    SQL: _DATABRICKS,
    DATABRICKS_JOBS: _DATABRICKS,
    MLFLOW: MadeName(
        r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
        "az resource show prints the part before '.workspace' as properties.workspaceId",
        "azure-ai-docs machine-learning/how-to-custom-dns.md (2026-03-26)",
    ),
}


def admitted(context: BlueprintContext, at: Path, made: Iterable[str]) -> frozenset[str]:
    """The hosts that a connection admits, by its index: its `host` in place of a domain of which Azure makes the names.

    Faults a host that is no name of that form (CON05).
    """
    row = context.blueprint.connections[int(at[-1])]
    hosts = frozenset(made)
    if row.host is None:
        return hosts
    wide = {each for each in hosts if each.startswith("*")}
    given, name = row.host.lower(), _NAMES[row.use]
    if any(re.fullmatch(name.pattern + re.escape(each.removeprefix("*")), given) for each in wide):
        return (hosts - wide) | {given}
    known = f"the rule has {', '.join(sorted(hosts))} already"
    message, hint = (
        (f"no workspace that {row.end!r} could have is called so; names end in {min(wide)[1:]!r}", name.command)
        if wide
        else (f"names of {row.end!r} are known before it is deployed", f"remove 'host': {known}")
    )
    context.fault("CON05", message, (*at, "host"), value=row.host, hint=hint, source=name.source)
    return hosts
