"""Private endpoints of one Databricks workspace that are written at the same time: it takes one change at a time.

Source: databricks/terraform-databricks-examples#177 and hashicorp/terraform-provider-azurerm#26373 (code and message).
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.azure.standin.engine import Placed, inner, rows
from tests.azure.standin.refusal import Body, Problem

CODE = "ConcurrentUpdateError"
_ENDPOINT, _WORKSPACE = "microsoft.network/privateendpoints", "/microsoft.databricks/workspaces/"


def faults(template: Body, placed: tuple[Placed, ...]) -> dict[str, Problem]:
    """Why endpoints cannot be written, by lower-case id: a loop of the template writes another one of their target."""
    at_once = set(_loops(template))
    first: dict[tuple[str, str], str] = {}
    found = {}
    for each in placed:
        target = _target(each.resource)
        if each.symbol in at_once and target and first.setdefault((each.symbol, target), each.key) != each.key:
            message = "Workspace update could not be completed because it has been updated by another process."
            found[each.key] = Problem(CODE, message, str(each.resource["id"]))
    return found


def _loops(template: Body, root: str = "") -> Iterator[str]:
    """Symbols of the root template in which a loop makes private endpoints side by side."""
    for symbol, row in rows(template):
        nested = inner(row)
        if nested is not None:
            yield from _loops(nested, root or symbol)
        elif str(row["type"]).lower() == _ENDPOINT and "copy" in row and row["copy"].get("mode") != "serial":
            yield root or symbol


def _target(resource: Body) -> str:
    """The workspace that an endpoint leads to, in lower case; '' for anything else."""
    if str(resource.get("type")).lower() != _ENDPOINT:
        return ""
    links = resource.get("properties", {}).get("privateLinkServiceConnections", ())
    ids = [str(link["properties"]["privateLinkServiceId"]).lower() for link in links]
    return next((one for one in ids if _WORKSPACE in one), "")
