"""The shell by which `catalogs.sh` brings Unity Catalog to what the plan says: `plan` looks, `apply` changes.

Sources: Microsoft Learn databricks/dev-tools/cli/reference, the groups catalogs, schemas, grants, external-locations,
workspace-bindings, metastores and system-schemas (commands unconfirmed: HND35).
"""

from __future__ import annotations

HEAD = """\
#!/bin/sh
# Catalogs of Unity Catalog over this lake, as REVIEW.md has them: external locations of managed tables, catalogs, a
# schema for each layer, bindings to workspaces, grants to groups, and system tables.
# `sh catalogs.sh plan` prints what would change and changes nothing, `sh catalogs.sh apply` changes it. Both may be
# repeated. A privilege that REVIEW.md does not have is taken away from a group or a person on these catalogs, schemas
# and locations.
# Run it when every step is done and after unity-catalog.sh of the bound workspaces, which makes their credentials,
# from an administrators' machine that reaches the workspaces' private endpoints and Azure Resource Manager (the jump
# host of the hub does not), signed in with az login as an account that:
# - is admin of the metastore of the region: it changes owners and system tables, and may grant what others own;
# - in Azure holds Reader on the workspaces, and may read groups of the directory.
# It needs the commands az, and databricks of version 0.205 or later.
# The metastore is the region's, and is never made or changed here. One with storage at the metastore is refused: tables
# of all its catalogs would lie together.
# Groups come to the Databricks account by SCIM or automatic identity management, under their display names; a name that
# two groups share in the directory must be changed first.
# By hand remain: the metastore and its assignment, the flow to the host of system tables of the region
# (ucstprd<region> below the domain of storage accounts) where clusters read these.
set -eu

mode=${1:-}
case $mode in
plan | apply) ;;
*)
  echo "usage: sh catalogs.sh plan|apply" >&2
  exit 2
  ;;
esac
"""

SHELL = """\
# change WHAT COMMAND...: says WHAT, and runs the command when changes are to be made.
change() {
  echo "$mode: $1"
  shift
  [ "$mode" = plan ] || "$@" >/dev/null
}

# value KEY: the texts under a key of the JSON that is read, one a line.
value() {
  tr ',{}' '[\\n*]' | sed -n "s/.*\\"$1\\": *\\"\\{0,1\\}\\([^\\"]*\\)\\"\\{0,1\\}.*/\\1/p"
}

# made KIND NAME KEY ADDRESS OPTIONS...: makes what has no object of that name yet; one that is there must have this
# address under KEY, but for a slash at the end.
made() {
  kind=$1 name=$2 key=$3 address=$4
  shift 4
  listed=$(databricks "$kind" list --output json) || return
  if ! printf '%s\\n' "$listed" | value name | grep -qxF "$name"; then
    fresh="$fresh $kind/$name"
    change "make $kind $name" databricks "$kind" create "$@" || return
    return 0
  fi
  shown=$(databricks "$kind" get "$name" --output json) || return
  found=$(printf '%s\\n' "$shown" | value "$key" | sed -n 1p)
  if [ "${found%/}" != "${address%/}" ]; then
    echo "$kind: $name is there, but for '$found', not for $address" >&2
    return 1
  fi
}

# schema CATALOG NAME: a schema of the catalog is there.
schema() {
  listed=''
  if ! new "catalogs/$1"; then
    listed=$(databricks schemas list "$1" --output json) || return
  fi
  if ! printf '%s\\n' "$listed" | value name | grep -qxF "$2"; then
    fresh="$fresh schemas/$1.$2"
    change "make schema $1.$2" databricks schemas create "$2" "$1" || return
  fi
}

# new OBJECT: whether a plan would make it, so that it cannot be asked for yet.
new() {
  [ "$mode" = plan ] || return 1
  case "$fresh " in *" $1 "*) return 0 ;; esac
  return 1
}

# kept KIND NAME KEY WANTED OPTION: the setting under KEY becomes WANTED.
kept() {
  found=''
  if ! new "$1/$2"; then
    shown=$(databricks "$1" get "$2" --output json) || return
    found=$(printf '%s\\n' "$shown" | value "$3" | sed -n 1p)
  fi
  [ "$found" = "$4" ] || change "set $3 of $2 to $4" databricks "$1" update "$2" "$5" "$4"
}

# bound TYPE NAME KIND IDS...: just these workspaces may use it.
bound() {
  type=$1 name=$2 kind=$3
  shift 3
  there=''
  if ! new "$kind/$name"; then
    shown=$(databricks workspace-bindings get-bindings "$type" "$name" --output json) || return
    there=$(printf '%s\\n' "$shown" | value workspace_id)
  fi
  for id in "$@"; do
    one="{\\"workspace_id\\":$id,\\"binding_type\\":\\"BINDING_TYPE_READ_WRITE\\"}"
    printf '%s\\n' "$there" | grep -qxF "$id" || change "bind $name to workspace $id" databricks workspace-bindings \\
      update-bindings "$type" "$name" --json "{\\"add\\":[$one]}" || return
  done
  for id in $there; do
    printf '%s\\n' "$@" | grep -qxF "$id" || change "unbind $name from workspace $id" databricks workspace-bindings \\
      update-bindings "$type" "$name" --json "{\\"remove\\":[{\\"workspace_id\\":$id}]}" || return
  done
}

# plain NAME: a name of the directory that JSON spells as it stands.
plain() {
  ! printf '%s\\n' "$1" | grep -q '[]["\\\\&<>,{}]' || {
    echo "give group '$1' a display name without brackets, quotes, commas, backslashes, & < and >" >&2
    return 1
  }
}

# granted TYPE NAME OBJECT PRINCIPAL PRIVILEGES...: the principal has these privileges on it and no others.
granted() {
  type=$1 name=$2 object=$3 who=$4
  shift 4
  held=''
  if ! new "$object"; then
    shown=$(databricks grants get "$type" "$name" --principal "$who" --output json) || return
    held=$(printf '%s\\n' "$shown" | tr ',[]' '[\\n*]' | sed -n 's/^ *"\\([A-Z][A-Z_ ]*\\)" *$/\\1/p' | tr ' ' _)
  fi
  add='' remove=''
  for one in "$@"; do
    printf '%s\\n' "$held" | grep -qxF "$one" || add="$add${add:+,}\\"$one\\""
  done
  for one in $held; do
    printf '%s\\n' "$@" | grep -qxF "$one" || remove="$remove${remove:+,}\\"$one\\""
  done
  [ -n "$add$remove" ] || return 0
  body="{\\"changes\\":[{\\"principal\\":\\"$who\\",\\"add\\":[$add],\\"remove\\":[$remove]}]}"
  change "grants of $who on $name: add [$add], remove [$remove]" databricks grants update "$type" "$name" --json "$body"
}

# others TYPE NAME OBJECT PRINCIPALS...: who else has privileges on it loses them.
others() {
  type=$1 name=$2 object=$3
  shift 3
  ! new "$object" || return 0
  shown=$(databricks grants get "$type" "$name" --output json) || return
  printf '%s\\n' "$shown" | sed -n 's/^ *"principal": *"\\(.*\\)",\\{0,1\\} *$/\\1/p' >"$work/principals"
  while IFS= read -r other; do
    printf '%s\\n' "$@" | grep -qxF "$other" || granted "$type" "$name" "$object" "$other" </dev/null || return
  done <"$work/principals"
}

# system SCHEMA: the schema of system tables is switched on.
system() {
  shown=$(databricks system-schemas list "$metastore" --output json) || return
  state=$(printf '%s\\n' "$shown" | tr -d '\\n' | tr '{' '\\n' | grep "\\"schema\\": *\\"$1\\"" | value state || :)
  case $state in
  AVAILABLE) change "switch system tables of $1 on" databricks system-schemas enable "$metastore" "$1" ;;
  esac
}

fresh=''
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
"""
