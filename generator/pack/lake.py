"""Who may read which layer of a lake: the rights on containers as rows, and as a script of access control lists."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass

from generator.pack.cells import WHY, row
from generator.pack.tables import Table
from generator.plan.model.package import Package, Plan, modules
from generator.plan.model.services import Grant
from generator.plan.model.values import Ref

_DAYS = "properties.immutabilityPeriodSinceCreationInDays"
_WRITER = "Storage Blob Data Contributor"
_HEAD = """\
#!/bin/sh
# Access control lists of the lake, as REVIEW.md has them in the table "Who may read which layer". The roles that the
# package grants are enough for these readers; the lists keep them in when a role is later narrowed to folders.
# Run it once after the package is deployed and again whenever it changes, from a machine that reaches the lake's
# endpoints, signed in with the role Storage Blob Data Owner on the accounts.
# Source: azure-docs storage/blobs/data-lake-storage-access-control.md
set -eu

allow() { # account, layer, entry
  az storage fs access update-recursive --auth-mode login --account-name "$1" --file-system "$2" --path / \\
    --acl "$3,default:$3" --output none
}
"""


@dataclass(frozen=True, slots=True)
class Right:
    """One right on one layer."""

    package: str
    account: str
    layer: str
    grant: Grant

    @property
    def access(self) -> str:
        """`read` or `read and write`."""
        return "read and write" if self.grant.role == _WRITER else "read"


def rights(package: Package) -> Iterator[Right]:
    """The rights on layers that a package grants, in order of deployment."""
    for module in package.modules:
        for grant in module.grants:
            account, found, layer = grant.scope_id.partition("/blobServices/default/containers/")
            if found:
                yield Right(package.name, account.rsplit("/", 1)[-1], layer, grant)


def layers(plan: Plan) -> Table:
    """Who may read which layer."""
    rows = tuple(
        row(r.grant.resource.because, r.package, r.layer, r.account, r.grant.principal_name, r.access)
        for package in plan.packages
        for r in rights(package)
    )
    columns = ("Package", "Layer", "Account", "Who", "May", *WHY)
    return Table("Who may read which layer", "Nobody else has a right on the data of the lake.", columns, rows)


def kept(plan: Plan) -> Table:
    """Layers whose files nobody can change."""
    rows = tuple(
        row(
            service.resource.because,
            package.name,
            service.resource.id.split("/containers/")[1].split("/")[0],
            service.resource.id.split("/storageAccounts/")[1].split("/")[0],
            service.values[_DAYS],
            "no",
        )
        for package, module in modules(plan)
        for service in module.services
        if _DAYS in service.values
    )
    columns = ("Package", "Layer", "Account", "Days from creation", "Locked", *WHY)
    about = "Nobody can change, rename or delete files. Who may write policies can end it, until somebody locks it."
    return Table("Layers whose files stay as they are", about, columns, rows)


def acls(plan: Plan) -> dict[str, str]:
    """`acls.sh` of each package that has rights on layers, by path."""
    found = {package.name: list(rights(package)) for package in plan.packages}
    return {f"packages/{name}/acls.sh": _script(rows) for name, rows in found.items() if rows}


def _script(rows: list[Right]) -> str:
    identities = {r.grant.principal_name: r.grant.principal for r in rows if isinstance(r.grant.principal, Ref)}
    lines = [
        f"{name}=$(az identity show --ids {shlex.quote(principal.value)} --query principalId --output tsv)"
        for name, principal in sorted(identities.items())
    ]
    return "\n".join([_HEAD, *lines, *map(_entry, rows), ""])


def _entry(right: Right) -> str:
    """A call for one right; names of identities are Bicep symbols and so safe as names of variables."""
    principal = right.grant.principal
    mode = "rwx" if right.grant.role == _WRITER else "r-x"
    if isinstance(principal, Ref):
        entry = f'"user:${{{right.grant.principal_name}}}:{mode}"'
    else:
        entry = shlex.quote(f"group:{principal.value}:{mode}")
    return f"allow {shlex.quote(right.account)} {shlex.quote(right.layer)} {entry}"
