"""The shell by which scripts make objects of Databricks once: look, make what is missing, compare what is there.

Sources: Microsoft Learn databricks/dev-tools/cli/reference, the groups external-locations, storage-credentials,
credentials and cluster-policies (commands unconfirmed).
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from ringfence.pack.runbook.script import scripted
from ringfence.pack.text.markdown import span
from ringfence.plan.model.values import Code

ENSURE = """\
lower() {
  printf '%s' "$1" | tr '[:upper:]' '[:lower:]'
}

# ensure KIND NAME KEY ADDRESS OPTIONS...: makes what has no object of that name yet. One that is there must have just
# this address under KEY, but for a slash at the end; a kind without addresses has an empty KEY.
ensure() {
  kind=$1 name=$2 key=$3 address=$4
  shift 4
  one='' all=''
  [ "$kind" != credentials ] || one=-credential all=-credentials
  listed=$(databricks "$kind" "list$all" --output json) || return
  if ! printf '%s\\n' "$listed" | grep -q "\\"name\\": *\\"$name\\""; then
    databricks "$kind" "create$one" "$@"
    return
  fi
  if [ -n "$key" ]; then
    shown=$(databricks "$kind" "get$one" "$name" --output json) || return
    found=$(printf '%s\\n' "$shown" | sed -n "s/.*\\"$key\\": *\\"\\([^\\"]*\\)\\".*/\\1/p")
    if [ "$(lower "${found%/}")" != "$(lower "${address%/}")" ]; then
      echo "$kind: $name is there, but for '$found', not for $address" >&2
      return 1
    fi
  fi
  echo "$kind: $name is there and stays as it is"
}
"""
"""The list says what is there, so that any failure of a command is a failure and never means that nothing is there.

Azure's ids are the same in any case of letters.
"""


def ensure(kind: str, name: str, key: str, address: str, options: Sequence[str]) -> str:
    """A call of it; `options` are those of the command that makes the object."""
    return shlex.join(["ensure", kind, name, key, address, *options])


def needs(connector: str) -> Code:
    """What the caller of a script that makes a credential must hold on the access connector, as Markdown.

    Databricks looks for the two roles by their ids and refuses others with the same actions. Sources:
    databricks/cli#1486, databricks/terraform-provider-databricks#5768 (2026-06-09).
    """
    return Code(
        f"Its caller holds the built-in role Contributor or Owner on {span(connector)}: Databricks refuses the"
        " credential to custom roles with the same actions (databricks/cli#1486,"
        " databricks/terraform-provider-databricks#5768). Assign it for the run alone."
    )


def connect(workspace: str) -> tuple[str, ...]:
    """The lines that choose a workspace, by its id, and sign in to it as az did."""
    show = ("az", "resource", "show", "--ids", workspace, "--query", "properties.workspaceUrl", "--output", "tsv")
    return (
        *scripted("host", shlex.join(show), "the host of the workspace"),
        "DATABRICKS_AUTH_TYPE=azure-cli DATABRICKS_HOST=https://$host",
        "export DATABRICKS_AUTH_TYPE DATABRICKS_HOST",
    )
