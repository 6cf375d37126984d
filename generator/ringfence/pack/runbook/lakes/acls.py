"""The access control lists of a lake as a script: each layer gets the whole list, so former readers lose it.

Source: azure-docs storage/blobs/data-lake-storage-acl-cli.md (set ACLs recursively).
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator, Sequence

from ringfence.pack.review.lakes.layers import Right, containers, rights
from ringfence.pack.runbook.script import AT_THE_END, Script, scripted
from ringfence.plan.model.package import Plan
from ringfence.plan.model.values import Ref

_HEAD = """\
#!/bin/sh
# Access control lists of the lake, as review/data.md has the roles in the table "Who can read what". The roles on the
# layers are enough for these readers; the lists keep them in when a role is later narrowed to folders.
# Each layer gets its whole list, on everything in it: who is no longer in the table loses its entry, and lists that
# somebody set by hand on a folder or a file are replaced.
# Run it when every step is done, and again whenever the table changes, from an administrators' machine that reaches the
# private endpoints of the lake's accounts and Azure Resource Manager (the jump host of the hub does not), signed in as
# Storage Blob Data Owner on the accounts and Reader on the identities. It may be repeated, and must be when it was
# interrupted.
# Not confirmed: that Azure leaves out the default entries at files, which have none; that it takes lists for files
# that a retention policy keeps. Sources: azure-docs storage/blobs/data-lake-storage-acl-cli.md (set ACLs recursively),
# data-lake-storage-access-control.md (the mask).
set -eu

# allow ACCOUNT LAYER ENTRIES...: sets the list of everything in the layer, and the default of what will be made in it.
allow() {
  account=$1 layer=$2
  shift 2
  all=
  for entry in user::rwx group::r-x other::--- mask::rwx "$@"; do
    all="$all${all:+,}$entry,default:$entry"
  done
  failed=$(az storage fs access set-recursive --auth-mode login --account-name "$account" --file-system "$layer" \\
    --path / --acl "$all" --query 'length(failedEntries)' --output tsv)
  if [ "$failed" != 0 ]; then
    echo "$account: $layer has the list only in part; Azure refused it for ${failed:-some} of its files or folders" >&2
    exit 1
  fi
}

"""
"""`az` ends well when Azure refused some files, so the script counts them."""


def acls(plan: Plan) -> Iterator[Script]:
    """`acls.sh` of each package with a lake: role assignments that other packages make on its layers are in it too."""
    granted = [right for package in plan.packages for right in rights(package)]
    for package in plan.packages:
        if held := list(containers(package)):
            yield Script(package.name, "acls.sh", _script(held, granted), AT_THE_END)


def _script(held: Sequence[tuple[str, str]], granted: Iterable[Right]) -> str:
    """The text for the layers of one lake; a layer without readers has a list too, which removes former readers."""
    mine = {layer: [right for right in granted if (right.account, right.layer) == layer] for layer in held}
    principals = [right.grant.principal for found in mine.values() for right in found]
    identities = sorted({each.value for each in principals if isinstance(each, Ref)})
    asked = (line for identity in identities for line in _asked(identity))
    calls = (" ".join(["allow", *map(shlex.quote, layer), *map(_entry, found)]) for layer, found in mine.items())
    return _HEAD + "\n".join([*asked, *calls, ""])


def _asked(identity: str) -> tuple[str, str]:
    command = ("az", "identity", "show", "--ids", identity, "--query", "principalId", "--output", "tsv")
    return scripted(_variable(identity), shlex.join(command), f"the object id of {_name(identity)}")


def _entry(right: Right) -> str:
    principal = right.grant.principal
    mode = "rwx" if right.writes else "r-x"
    if isinstance(principal, Ref):
        return f'"user:${{{_variable(principal.value)}}}:{mode}"'
    who = "group" if right.grant.principal_type == "Group" else "user"
    return shlex.quote(f"{who}:{principal.value}:{mode}")


def _name(identity: str) -> str:
    return identity.rsplit("/", 1)[-1]


def _variable(identity: str) -> str:
    """A shell variable for an identity, by its own name: symbols are the same in several packages."""
    return re.sub(r"\W", "_", _name(identity))
