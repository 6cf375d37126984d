"""Writes the tables of role assignments into docs/concepts.md: `python -m tests.rights_tables`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ringfence.catalog.tables import GrantSpec, grants
from tests.marked import rewrite

PAGE, MARK = "docs/concepts.md", "the rights"
IDENTITIES = {
    "workspaceIdentity": "workspace",
    "clusterIdentity": "clusters",
    "endpointIdentity": "endpoints",
    "mlflowIdentity": "Databricks, with `mlflow`",
    "flowLogIdentity": "flow logs",
}
PEOPLE = {"caller": "groups in `callers`"}
"""Holders that are no persona; a persona is called by its own name."""
SCOPES = {
    "workload-group": "workload resource group",
    "managed-network": "workload resource group, of inference",
    "hub-group": "hub network resource group",
    "workspace": "workspace",
    "inference": "workspace of inference",
    "storage": "storage account",
    "keyVault": "vault",
    "registry": "container registry",
    "insights": "Application Insights",
    "languageModel": "language models",
    "modelRegistry": "registry of models",
    "lake": "accounts of a lake",
    "customerKey": "the institution's key",
    "online-endpoint": "the online endpoint",
    "batch-endpoint": "the batch endpoint",
    "logStorage": "flow-log storage account",
    "logAnalytics": "Log Analytics of the hub",
    "endpoint:blob": "private endpoint blob",
    "endpoint:file": "private endpoint file",
}
ELSEWHERE = " of another landing zone"
"""What an inference workspace takes its models from; the training one makes its own."""


def tables() -> str:
    """Both tables as Markdown, people first; a holder or a scope without a word here is an error."""
    people = sorted((row for row in grants() if row.holder not in IDENTITIES), key=lambda row: row.holder in PEOPLE)
    identities = [row for row in grants() if row.holder in IDENTITIES]
    return "\n".join([*_table("Persona", people), "", *_table("Identity", identities), ""])


def _table(title: str, rows: Iterable[GrantSpec]) -> Iterator[str]:
    """The lines of one table: each holder in one block, named in its first line, and one line a scope."""
    yield from (f"| {title} | Role | On |", "| --- | --- | --- |")
    held: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        role = row.role if row.confirmed else f"{row.role} (not confirmed)"
        on = SCOPES[row.on] + (ELSEWHERE if row.stage == "supplier" else "")
        held.setdefault(row.holder, {}).setdefault(on, []).append(role)
    for holder, scopes in held.items():
        for index, (on, roles) in enumerate(scopes.items()):
            first = "" if index else f"{_named(holder)} "
            yield f"| {first}| {', '.join(roles)} | {on} |"


def _named(holder: str) -> str:
    return (IDENTITIES | PEOPLE).get(holder, f"`{holder}`")


if __name__ == "__main__":
    rewrite(PAGE, MARK, tables())
