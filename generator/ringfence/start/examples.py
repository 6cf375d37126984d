"""Which ids of a blueprint came with a starting point, and the command that prints the institution's own."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.diagnostics import Diagnostic, Report, Severity
from ringfence.example_ids import examples_in
from ringfence.load.document import Document
from ringfence.load.places import Path, Value

_COMMANDS = {
    "purview": "`az resource list --resource-type Microsoft.Purview/accounts` prints id and identity.principalId",
    "tenant": "`az account show --query tenantId --output tsv` prints the tenant",
    "subscriptions": "`az account list --query '[].{name: name, id: id}' --output table` prints subscriptions",
    "instances": "`az ad user show --id NAME --query id --output tsv` prints the id of a person",
    "reader": "`az ad group show --group NAME --query id --output tsv`, or `az ad sp show --id APP`, prints the id",
    "capacityId": "GET https://api.fabric.microsoft.com/v1/capacities lists the capacities of Fabric with their ids",
    "workspaces": "the address of a workspace in Fabric has its id",
    "access": "`az ad group show --group NAME --query id --output tsv` prints the id of a group",
}
"""What a key in the path of an id says about where the institution's own is found."""
_ELSEWHERE = "ask the owner of what the id names"


def examples_left(document: Document) -> list[str]:
    """The keyed paths of all values with an id that came with a starting point, in the order of the blueprint."""
    return [document.places.keyed(path) for path, text in _texts(dict(document.tree)) if examples_in(text)]


def noted(document: Document) -> Report:
    """NTE06: each id that came with a starting point, once, at its first place."""
    first: dict[str, Path] = {}
    for path, text in _texts(dict(document.tree)):
        for each in examples_in(text):
            first.setdefault(each, path)
    return Report.of(_note(document, path, each) for each, path in first.items())


def _note(document: Document, path: Path, example: str) -> Diagnostic:
    how = next((command for key, command in _COMMANDS.items() if key in path), _ELSEWHERE)
    message = f"the id {example} came with a starting point; `deploy` refuses it"
    return document.finding("NTE06", path, message, hint=f"replace it: {how}", severity=Severity.NOTE)


def _texts(node: Value, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text below a node with its path, in order."""
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, dict | list):
        for step, child in node.items() if isinstance(node, dict) else enumerate(node):
            yield from _texts(child, (*path, step))
