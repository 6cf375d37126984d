"""What Azure Synapse asks of a workspace: its default container is there, its administrator before sign-in by Entra.

Sources: Azure/ResourceModules#2613 (Storage Parameters); Azure-Samples/modern-data-warehouse-dataops#778 (code). From
memory: that both are found when the resource is written, and the wording.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.azure.standin.references import Resources
from tests.azure.standin.refusal import Body, Problem

_WORKSPACES = "microsoft.synapse/workspaces"
_SWITCH = f"{_WORKSPACES}/azureadonlyauthentications"


def faults(resource: Body, known: Resources) -> Iterator[Problem]:
    """Why a workspace or its switch cannot be written; `known` is what there is by then."""
    kind, own = str(resource["type"]).lower(), str(resource["id"])
    if kind == _WORKSPACES:
        lake = resource["properties"].get("defaultDataLakeStorage", {})
        container = f"{lake.get('resourceId')}/blobServices/default/containers/{lake.get('filesystem')}"
        if container.lower() not in known:
            message = f"Storage Parameters are invalid: {container} was not found."
            yield Problem("ValidationFailed", message, own)
    if kind == _SWITCH and f"{own.rsplit('/', 2)[0]}/administrators/activedirectory".lower() not in known:
        message = "An Azure AD administrator must be set before this property is enabled."
        yield Problem("InvalidServerAADOnlyAuthNoAADAdminPropertyName", message, own)
