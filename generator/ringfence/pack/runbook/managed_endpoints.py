"""Managed private endpoints as a script: makes those that no template can, and has the target's owner approve them.

The script approves what the plan has and nothing else: it counts the requests that are called as the plan calls them,
and stops when a target has more or fewer. The requester is not the approver: one call makes, another approves and takes
the number of the change.
Sources: azure-cli reference, network private-endpoint-connection; what a target calls a request is in the folder of the
service, with its own source.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator

from ringfence.pack.runbook.script import AFTER_IT, Script
from ringfence.pack.text.markdown import span
from ringfence.plan.model.managed_endpoint import ManagedEndpoint
from ringfence.plan.model.package import Package, Plan
from ringfence.plan.model.values import Code

NAME, MAKE = "managed-endpoints.sh", "make"
_PLAIN = re.compile(r"[A-Za-z0-9._-]+")
_HEAD = """\
#!/bin/sh
# Managed private endpoints of this package: approves their requests at each target. Owners of the targets run it
# directly after this package is deployed, from an administrators' machine that reaches
# Azure Resource Manager (the jump host of the hub does not), signed in with the right to approve private endpoint
# connections there (write on privateEndpointConnections; exact actions are not confirmed), with the change's number:
#   sh managed-endpoints.sh CHG0012345
# It may be repeated: what is approved already is left as it is. It leaves requests of others alone, and stops when the
# service of this package has asked a target for anything that is not in the plan, or has not asked for all that is.
set -eu
change=${1:?the number of the change is missing}

# counted TARGET QUERY: how many requests the target has that QUERY finds.
counted() {
  found=$(az network private-endpoint-connection list --id "$1" --query "[?$2].id" --output tsv) || return
  printf '%s' "$found" | grep -c . || true
}

# approve TARGET COUNT QUERY ALL: the target must have exactly COUNT requests that QUERY finds, and no more of the same
# service, all of whose requests ALL finds.
approve() {
  for query in "$3" "$4"; do
    count=$(counted "$1" "$query")
    if [ "$count" -ne "$2" ]; then
      echo "$1 has $count requests of this package, and the plan has $2; nothing was approved there" >&2
      exit 1
    fi
  done
  waiting="($3) && properties.privateLinkServiceConnectionState.status=='Pending'"
  for id in $(az network private-endpoint-connection list --id "$1" --query "[?$waiting].id" --output tsv); do
    az network private-endpoint-connection approve --id "$id" --description "$change" --output none
  done
}

"""


_FIRST = """\
# Before that, administrators of the service make those that no template can, from inside the network:
#   sh managed-endpoints.sh make
"""
_MAKES = 'if [ "$change" = make ]; then'


def managed_endpoint_scripts(plan: Plan) -> Iterator[Script]:
    """`managed-endpoints.sh` of each package that has such endpoints."""
    for package in plan.packages:
        if rows := _rows(package):
            yield Script(package.name, NAME, _script(rows), AFTER_IT, _needs(rows))


def _rows(package: Package) -> list[ManagedEndpoint]:
    return [row for module in package.modules for row in module.managed_endpoints]


def _needs(rows: list[ManagedEndpoint]) -> str:
    """Who runs it, where it makes endpoints too."""
    if not any(row.create for row in rows):
        return ""
    return Code(
        f"Administrators of the service run it first as {span(f'sh {NAME} {MAKE}')}, from inside the network;"
        " then owners of the targets run it with the number of the change."
    )


def _script(rows: list[ManagedEndpoint]) -> str:
    """Makes when it is told to, else approves target by target, in order of their ids."""
    made = [shlex.join(row.create) for row in rows if row.create]
    lines = [_MAKES, *(f"  {each}" for each in made), "  exit", "fi"] if made else []
    targets: dict[str, list[ManagedEndpoint]] = {}
    for row in sorted(rows, key=lambda row: (row.target.value, row.name)):
        targets.setdefault(row.target.value, []).append(row)
    for target, mine in targets.items():
        query = " || ".join(f"ends_with(properties.privateEndpoint.id, '/{_plain(row.connection)}')" for row in mine)
        lines.append(shlex.join(("approve", target, str(len(mine)), query, _all(mine) or query)))
    return (_HEAD.replace("set -eu\n", f"{_FIRST}set -eu\n") if made else _HEAD) + "\n".join([*lines, ""])


def _all(rows: list[ManagedEndpoint]) -> str:
    """The query for every request of their services, where a target can tell by its name; '' where it cannot."""
    begins = dict.fromkeys(row.connection.removesuffix(row.name) for row in rows)
    if not all(begins):
        return ""
    return " || ".join(f"contains(properties.privateEndpoint.id, '/{_plain(begin)}')" for begin in begins)


def _plain(text: str) -> str:
    """What the target calls the request; raises ValueError for a name that could end the text of a query."""
    if not _PLAIN.fullmatch(text):
        raise ValueError(f"{text} is no name of a private endpoint")
    return text
