"""Models and environments of Azure Machine Learning, and files of code: people bring them, no template does.

An address is `azureml://registries/<registry>/...` or, for what is in a workspace, an id of Resource Manager. Source:
azure-ai-docs how-to-share-models-pipelines-across-workspaces-with-registries (2025-04-07), which also says that a
registry has models, environments, components and data only. From memory: that Azure looks for the files of code.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from tests.azure.standin.references import Resources
from tests.azure.standin.refusal import Body

_PROVIDER = "/providers/microsoft.machinelearningservices"
_IN_REGISTRY = re.compile(r"azureml://registries/([^/]+)/(models|environments|components|data)/[^/]+/versions/[^/]+")
_BLOB = re.compile(r"https://([a-z0-9]+)\.blob\.[a-z.]+/.+")
_ID = re.compile(rf"(/subscriptions/.+{_PROVIDER}/(?:registries|workspaces)/([^/]+))(/[a-z]+/[^/]+/versions/[^/]+)")
_MICROSOFT = "azureml"
"""A registry that is in nobody's subscription."""


def there(address: str, assets: Collection[str], known: Resources) -> bool:
    """Whether an asset was registered, in a registry or a workspace that is there; addresses are in lower case."""
    if address not in assets:
        return False
    if found := _IN_REGISTRY.fullmatch(address):
        return found[1] == _MICROSOFT or any(key.endswith(f"{_PROVIDER}/registries/{found[1]}") for key in known)
    found = _ID.fullmatch(address)
    return found is not None and found[1] in known


def uploaded(address: str, assets: Collection[str], known: Resources) -> bool:
    """Whether people put files there, into an account that is there; the address is in lower case."""
    found = _BLOB.fullmatch(address)
    accounts = (key for key in known if "/providers/microsoft.storage/storageaccounts/" in key)
    return address in assets and found is not None and any(key.endswith(f"/{found[1]}") for key in accounts)


def in_workspaces(assets: Collection[str], known: Resources) -> Iterator[tuple[str, Body]]:
    """The assets that have an id of Resource Manager, with a body each."""
    yield from ((address, {}) for address in assets if address.startswith("/") and there(address, assets, known))


def shown(resource_id: str, assets: Collection[str], known: Resources) -> Body | None:
    """An asset as Resource Manager shows it, by the id that it has in its registry or workspace."""
    found = _ID.fullmatch(resource_id.lower())
    if found is None or found[1] not in known:
        return None
    address = f"azureml://registries/{found[2]}{found[3]}" if "/registries/" in found[1] else resource_id.lower()
    kind = f"{known[found[1]]['type']}/{found[3].split('/')[1]}/versions"
    body = {"id": resource_id, "name": resource_id.rpartition("/")[2], "type": kind, "properties": {}}
    return body if address in assets else None
