"""ETags: the one of an immutability policy must come with its delete, and `*` stands for none.

Source: Azure REST API, Blob Containers - Delete Immutability Policy; the code: pulumi/pulumi-azure-native#2156.
"""

from __future__ import annotations

from hashlib import sha256

from tests.azure.standin.answer import only
from tests.azure.standin.refusal import Body

_POLICY = "microsoft.storage/storageaccounts/blobservices/containers/immutabilitypolicies"


def tagged(resource: Body) -> Body:
    """A resource as it is shown, with its ETag where its delete asks for one."""
    return {**resource, "etag": _etag(resource)} if _asks(resource) else resource


def settle(resource: Body, if_match: str) -> None:
    """Raise Refused for a delete without the ETag that it needs."""
    if _asks(resource) and if_match != _etag(resource):
        message = "Operation not allowed on immutability policy with incorrect etag."
        raise only("ContainerImmutabilityPolicyFailure", message, 412)


def _asks(resource: Body) -> bool:
    return str(resource.get("type", "")).lower() == _POLICY


def _etag(resource: Body) -> str:
    return f'"{sha256(str(resource["id"]).lower().encode()).hexdigest()[:15]}"'
