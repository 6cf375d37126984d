"""Names that deleted resources still hold: vaults, workspaces of Azure ML and accounts of Cognitive Services.

Sources: Azure/ResourceModules#3596 (code and message of a workspace); Azure-Samples/azure-search-openai-demo#155 (those
of an account); azure-docs key-vault/general/soft-delete-overview.md (2022-01-25): the name of a deleted vault cannot be
used by another until it is purged, which purge protection forbids; its code and message are those of
alan-turing-institute/data-safe-haven#2523.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tests.azure.standin.refusal import Body, Problem

_VAULT = "microsoft.keyvault/vaults"
_OF_A_VAULT = "A vault with the same name already exists in deleted state."
_OF_A_WORKSPACE = "Soft-deleted workspace exists. Please purge or recover it. https://aka.ms/wsoftdelete"
_OF_AN_ACCOUNT = (
    "An existing resource with ID '{id}' has been soft-deleted. To restore the resource, you must specify 'restore' to"
    " be 'true' in the property."
)
_SAID = {
    _VAULT: ("ConflictError", _OF_A_VAULT),
    "microsoft.machinelearningservices/workspaces": ("BadRequest", _OF_A_WORKSPACE),
    "microsoft.cognitiveservices/accounts": ("FlagMustBeSetForRestore", _OF_AN_ACCOUNT),
}


def held_by(resource: Body) -> str | None:
    """What a deleted resource goes on to hold, in lower case: a vault its name in all of Azure, others their id.

    None for a resource that holds nothing.
    """
    kind = str(resource["type"]).lower()
    if kind not in _SAID:
        return None
    return f"{kind}/{resource['name']}".lower() if kind == _VAULT else str(resource["id"]).lower()


def taken(resource: Body, deleted: Mapping[str, Body], state: Mapping[str, Body]) -> Iterator[Problem]:
    """Why a resource cannot be made anew; one that is there is only changed."""
    key = held_by(resource)
    if key in deleted and str(resource["id"]).lower() not in state:
        code, text = _SAID[str(resource["type"]).lower()]
        yield Problem(code, text.format(id=resource["id"]), resource["id"])


def purged(key: str, deleted: Mapping[str, Body]) -> dict[str, Body]:
    """What is held once one is purged; ValueError for a vault that is protected from that."""
    vault = deleted[key].get("properties", {})
    if vault.get("enablePurgeProtection"):
        raise ValueError(f"{key} is protected from being purged")
    return {held: row for held, row in deleted.items() if held != key}
