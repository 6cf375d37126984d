"""The private endpoints that ARM cannot make: to what Azure makes with a registry of models, as a script."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from ringfence.catalog.read import services
from ringfence.pack.runbook.script import AT_ONCE, Script, scripted
from ringfence.pack.text.cells import text
from ringfence.plan.cross_zone.model_supplier import KIND
from ringfence.plan.model.package import Package, Plan
from ringfence.plan.model.private_endpoint import Endpoint
from ringfence.plan.model.services import Service
from ringfence.plan.services.model_registry import FILES, IMAGES

_HEAD = """\
#!/bin/sh
# Private endpoints to the storage account and the container registry that Azure made with the registry of models. Azure
# chooses the name of their resource group, so no template can name them; their own names are as planned.
# Run it directly after this package is deployed, before models are registered and before packages that answer with
# them, from an administrators' machine that reaches Azure Resource Manager (the jump host of the hub does not), signed
# in with the package's rights. It may be repeated. It ends with a failure when the account or the container registry
# lets public networks in: no template sets that, and no witness of Ringfence sees it.
# That a registry says where its group is, is not confirmed. Source: azure-ai-docs
# machine-learning/how-to-registry-network-isolation.md (2025-04-04)
set -eu

open=
# closed ID: whether what Azure made lets no public network in; what Azure does not tell counts as open.
closed() {
  state=$(az resource show --ids "$1" --query properties.publicNetworkAccess --output tsv)
  if [ "$state" != Disabled ]; then
    echo "$1: publicNetworkAccess is '${state:-not set}' and must be Disabled; register no model before it is" >&2
    open=1
  fi
}

"""


def registry_scripts(plan: Plan) -> Iterator[Script]:
    """`registry-endpoints.sh` of each package with a registry of models: registering needs the endpoints."""
    for package, found in _found(plan):
        yield Script(package.name, "registry-endpoints.sh", _script(package, *found), AT_ONCE, remote=True)


def _found(plan: Plan) -> Iterator[tuple[Package, tuple[Service, Endpoint]]]:
    """Each registry with the endpoint that the package makes itself: the others go where that is."""
    for package in plan.packages:
        made = [s for module in package.modules for s in module.services if s.resource.kind == KIND]
        doors = [e for module in package.modules for e in module.endpoints]
        for service in made:
            yield package, (service, next(e for e in doors if e.target.value == service.resource.id))


def _script(package: Package, service: Service, door: Endpoint) -> str:
    show = ("az", "resource", "show", "--ids", service.resource.id)
    query = ("--query", "properties.managedResourceGroup.resourceId", "--output", "tsv")
    lines = [*scripted("made", shlex.join((*show, *query)), "which resource group it made with the registry"), ""]
    scripted_endpoints = [one for one in services()[KIND].endpoints if one.scripted]
    for one in scripted_endpoints:
        lines += _endpoint(package, service, door, one.type, one.group)
    checks = [f"closed {_target(service, one.type, one.group)}" for one in scripted_endpoints]
    return _HEAD + "\n".join([*lines, "", *checks, '[ -z "$open" ]', ""])


def _target(service: Service, type_: str, part: str) -> str:
    """The id of what Azure made, as a word of the shell."""
    named = {"blob": FILES, "registry": IMAGES}
    value = next(v for path, v in service.values.items() if path.endswith(_PATHS[named[part]]))
    return f'"$made/providers/{type_}/{text(value)}"'


def _endpoint(package: Package, service: Service, door: Endpoint, type_: str, part: str) -> Iterator[str]:
    """The two commands that make one endpoint and its records, in the zones that its like in the package uses."""
    base = f"{text(service.resource.name)}-{part}"
    group = door.resource.id.split("/")[4]
    where = ("--subscription", package.subscription, "--resource-group", group)
    like = next(e for module in package.modules for e in module.endpoints if e.group == part)
    create = (
        *("az", "network", "private-endpoint", "create", *where, "--location", package.location.value),
        *("--name", f"pep-{base}", "--nic-name", f"nic-{base}", "--connection-name", f"pep-{base}"),
        *("--subnet", door.subnet.value, "--group-id", part, "--output", "none"),
    )
    yield f"{shlex.join(create)} \\\n  --private-connection-resource-id {_target(service, type_, part)}"
    for zone in like.zones:
        records = (
            *(
                "az",
                "network",
                "private-endpoint",
                "dns-zone-group",
                "create",
                *where,
                "--endpoint-name",
                f"pep-{base}",
            ),
            *("--name", "default", "--zone-name", zone.name.replace(".", "-")),
            *("--private-dns-zone", zone.id, "--output", "none"),
        )
        yield shlex.join(records)


_PATHS = {FILES: "storageAccountName", IMAGES: "acrAccountName"}
