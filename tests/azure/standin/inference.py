"""What Azure Machine Learning asks of endpoints and of the deployments behind them.

Sources: azure-ai-docs how-to-safely-rollout-online-endpoints (traffic only for deployments that are there, mirroring to
one), reference-yaml-endpoint-online (a name is taken once a region), and the types' own descriptions (traffic adds up
to 100, mirroring to 50 at most). From memory: that an endpoint without traffic may say 0, that a batch endpoint's
default is held to the same, that all of it is found when the resource is written, the code and the wording.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from tests.azure.standin.assets import there, uploaded
from tests.azure.standin.references import Resources
from tests.azure.standin.refusal import Body, Problem

_WORKSPACES = "microsoft.machinelearningservices/workspaces"
_ONLINE, _BATCH = f"{_WORKSPACES}/onlineendpoints", f"{_WORKSPACES}/batchendpoints"
_DEPLOYMENTS = (f"{_ONLINE}/deployments", f"{_BATCH}/deployments")
_MIRRORED = 50
"""Most percent of the requests that are copied."""


def faults(resource: Body, known: Resources, state: Resources, assets: Collection[str]) -> Iterator[Problem]:
    """Why an endpoint or a deployment of one cannot be written.

    An endpoint is written before its deployments, so those that it names must be in `state`, which is what there was
    before; `known` is what there is by then, `assets` what people registered.
    """
    kind = str(resource["type"]).lower()
    if kind in (_ONLINE, _BATCH):
        yield from _taken(resource, known)
        yield from _sums(resource)
        yield from _absent(resource, state)
    elif kind == f"{_WORKSPACES}/codes/versions":
        address = str(_properties(resource).get("codeUri"))
        if not uploaded(address.lower(), assets, known):
            yield _refused(resource, f"Could not find files at: {address}")
    elif kind in _DEPLOYMENTS:
        yield from _unregistered(resource, known, assets)


def _taken(endpoint: Body, known: Resources) -> Iterator[Problem]:
    def named(body: Body) -> tuple[str, ...]:
        return str(body["type"]).lower(), str(body["id"]).lower().rpartition("/")[2], str(body["location"])

    key = endpoint["id"].lower()
    others = [body for other, body in known.items() if other != key and "location" in body]
    if any(named(body) == named(endpoint) for body in others):
        yield _refused(endpoint, "There is already an endpoint with this name, which must be unique within a region.")


def _sums(endpoint: Body) -> Iterator[Problem]:
    traffic, mirror = _at(endpoint, "traffic"), _at(endpoint, "mirrorTraffic")
    if sum(traffic.values()) not in (0, 100):
        yield _refused(endpoint, f"The sum of traffic must be 0 or 100, and is {sum(traffic.values())}.")
    if len(mirror) > 1 or sum(mirror.values()) > _MIRRORED:
        yield _refused(endpoint, f"Traffic can be mirrored to one deployment, and no more than {_MIRRORED} percent.")


def _absent(endpoint: Body, state: Resources) -> Iterator[Problem]:
    """The deployments that an endpoint gives requests to and that are not behind it."""
    default = _at(endpoint, "defaults").get("deploymentName")
    named = [*_at(endpoint, "traffic"), *_at(endpoint, "mirrorTraffic"), *([default] if default else [])]
    for name in dict.fromkeys(named):
        if f"{endpoint['id']}/deployments/{name}".lower() not in state:
            yield _refused(endpoint, f"The specified deployment '{name}' could not be found.")


def _unregistered(deployment: Body, known: Resources, assets: Collection[str]) -> Iterator[Problem]:
    """The addresses that a deployment names and behind which nothing is; ids are looked up like any other."""
    properties = _properties(deployment)
    code = _at(deployment, "codeConfiguration").get("codeId")
    for address in (_address(properties.get("model")), properties.get("environmentId"), code):
        if address and not address.startswith("/") and not there(address.lower(), assets, known):
            yield _refused(deployment, f"Could not find asset with ID: {address}")


def _address(model: Any) -> Any:
    """The address of a model: online deployments have it as text, batch deployments in an object."""
    return model.get("assetId") if isinstance(model, dict) else model


def _at(resource: Body, name: str) -> Body:
    found: Body = _properties(resource).get(name) or {}
    return found


def _properties(resource: Body) -> Body:
    properties: Body = resource.get("properties") or {}
    return properties


def _refused(resource: Body, text: str) -> Problem:
    message = f"The request is invalid. (InferencingClientCallFailed) {text}"
    return Problem("BadRequest", message, resource["id"])
