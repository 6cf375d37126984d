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

# change WHAT COMMAND...: says WHAT, and runs the command when changes are to be made.
change() {
  echo "$mode: $1"
  shift
  [ "$mode" = plan ] || "$@" >/dev/null
}

# value KEY: the texts under a key of the JSON that is read, one a line.
value() {
  tr ',{}' '[\n*]' | sed -n "s/.*\"$1\": *\"\{0,1\}\([^\"]*\)\"\{0,1\}.*/\1/p"
}

# made KIND NAME KEY ADDRESS OPTIONS...: makes what has no object of that name yet; one that is there must have this
# address under KEY, but for a slash at the end.
made() {
  kind=$1 name=$2 key=$3 address=$4
  shift 4
  listed=$(databricks "$kind" list --output json) || return
  if ! printf '%s\n' "$listed" | value name | grep -qxF "$name"; then
    fresh="$fresh $kind/$name"
    change "make $kind $name" databricks "$kind" create "$@" || return
    return 0
  fi
  shown=$(databricks "$kind" get "$name" --output json) || return
  found=$(printf '%s\n' "$shown" | value "$key" | sed -n 1p)
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
  if ! printf '%s\n' "$listed" | value name | grep -qxF "$2"; then
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
    found=$(printf '%s\n' "$shown" | value "$3" | sed -n 1p)
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
    there=$(printf '%s\n' "$shown" | value workspace_id)
  fi
  for id in "$@"; do
    one="{\"workspace_id\":$id,\"binding_type\":\"BINDING_TYPE_READ_WRITE\"}"
    printf '%s\n' "$there" | grep -qxF "$id" || change "bind $name to workspace $id" databricks workspace-bindings \
      update-bindings "$type" "$name" --json "{\"add\":[$one]}" || return
  done
  for id in $there; do
    printf '%s\n' "$@" | grep -qxF "$id" || change "unbind $name from workspace $id" databricks workspace-bindings \
      update-bindings "$type" "$name" --json "{\"remove\":[{\"workspace_id\":$id}]}" || return
  done
}

# plain NAME: a name of the directory that JSON spells as it stands.
plain() {
  ! printf '%s\n' "$1" | grep -q '[]["\\&<>,{}]' || {
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
    held=$(printf '%s\n' "$shown" | tr ',[]' '[\n*]' | sed -n 's/^ *"\([A-Z][A-Z_ ]*\)" *$/\1/p' | tr ' ' _)
  fi
  add='' remove=''
  for one in "$@"; do
    printf '%s\n' "$held" | grep -qxF "$one" || add="$add${add:+,}\"$one\""
  done
  for one in $held; do
    printf '%s\n' "$@" | grep -qxF "$one" || remove="$remove${remove:+,}\"$one\""
  done
  [ -n "$add$remove" ] || return 0
  body="{\"changes\":[{\"principal\":\"$who\",\"add\":[$add],\"remove\":[$remove]}]}"
  change "grants of $who on $name: add [$add], remove [$remove]" databricks grants update "$type" "$name" --json "$body"
}

# others TYPE NAME OBJECT PRINCIPALS...: who else has privileges on it loses them.
others() {
  type=$1 name=$2 object=$3
  shift 3
  ! new "$object" || return 0
  shown=$(databricks grants get "$type" "$name" --output json) || return
  printf '%s\n' "$shown" | sed -n 's/^ *"principal": *"\(.*\)",\{0,1\} *$/\1/p' >"$work/principals"
  while IFS= read -r other; do
    printf '%s\n' "$@" | grep -qxF "$other" || granted "$type" "$name" "$object" "$other" </dev/null || return
  done <"$work/principals"
}

# system SCHEMA: the schema of system tables is switched on.
system() {
  shown=$(databricks system-schemas list "$metastore" --output json) || return
  state=$(printf '%s\n' "$shown" | tr -d '\n' | tr '{' '\n' | grep "\"schema\": *\"$1\"" | value state || :)
  case $state in
  AVAILABLE) change "switch system tables of $1 on" databricks system-schemas enable "$metastore" "$1" ;;
  esac
}

fresh=''
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT


# Catalog payments_prod: domain payments, environment prod.
host=$(az resource show --ids /subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b04/resourceGroups/rg-lub-spark-workload/providers/Microsoft.Databricks/workspaces/dbw-lub-spark --query properties.workspaceUrl --output tsv)
: "${host:?Azure did not say the host of the workspace}"
DATABRICKS_AUTH_TYPE=azure-cli DATABRICKS_HOST=https://$host
export DATABRICKS_AUTH_TYPE DATABRICKS_HOST
summary=$(databricks metastores summary --output json)
metastore=$(printf '%s\n' "$summary" | value metastore_id | sed -n 1p)
: "${metastore:?the workspace has no metastore}"
if [ -n "$(printf '%s\n' "$summary" | value storage_root)" ]; then
  echo "metastore $metastore keeps managed tables itself: take its storage away first" >&2
  exit 1
fi
group_8a5b2c70_3d1e_4f96_b7a8_0c1d2e3f4a21=$(az ad group show --group 8a5b2c70-3d1e-4f96-b7a8-0c1d2e3f4a21 --query displayName --output tsv)
: "${group_8a5b2c70_3d1e_4f96_b7a8_0c1d2e3f4a21:?Azure did not say the name of group fraud-scientists}"
plain "$group_8a5b2c70_3d1e_4f96_b7a8_0c1d2e3f4a21"
group_8a5b2c70_3d1e_4f96_b7a8_0c1d2e3f4a22=$(az ad group show --group 8a5b2c70-3d1e-4f96-b7a8-0c1d2e3f4a22 --query displayName --output tsv)
: "${group_8a5b2c70_3d1e_4f96_b7a8_0c1d2e3f4a22:?Azure did not say the name of group data-stewards}"
plain "$group_8a5b2c70_3d1e_4f96_b7a8_0c1d2e3f4a22"
group_8a5b2c70_3d1e_4f96_b7a8_0c1d2e3f4a33=$(az ad group show --group 8a5b2c70-3d1e-4f96-b7a8-0c1d2e3f4a33 --query displayName --output tsv)
: "${group_8a5b2c70_3d1e_4f96_b7a8_0c1d2e3f4a33:?Azure did not say the name of group gold-readers}"
plain "$group_8a5b2c70_3d1e_4f96_b7a8_0c1d2e3f4a33"
workspace_0=$(az resource show --ids /subscriptions/4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b04/resourceGroups/rg-lub-spark-workload/providers/Microsoft.Databricks/workspaces/dbw-lub-spark --query properties.workspaceId --output tsv)
: "${workspace_0:?Azure did not say the number of a workspace}"
made external-locations lake-catalog-payments-prod url abfss://catalog-payments-prod@stlakelublakegoldfgkfj.dfs.core.windows.net/ lake-catalog-payments-prod abfss://catalog-payments-prod@stlakelublakegoldfgkfj.dfs.core.windows.net/ spark-clusters-connector
kept external-locations lake-catalog-payments-prod isolation_mode ISOLATION_MODE_ISOLATED --isolation-mode
bound external_location lake-catalog-payments-prod external-locations "$workspace_0"
others external_location lake-catalog-payments-prod external-locations/lake-catalog-payments-prod
made catalogs payments_prod storage_root abfss://catalog-payments-prod@stlakelublakegoldfgkfj.dfs.core.windows.net/ payments_prod --storage-root abfss://catalog-payments-prod@stlakelublakegoldfgkfj.dfs.core.windows.net/
kept catalogs payments_prod isolation_mode ISOLATED --isolation-mode
bound catalog payments_prod catalogs "$workspace_0"
granted catalog payments_prod catalogs/payments_prod "$group_8a5b2c70_3d1e_4f96_b7a8_0c1d2e3f4a21" USE_CATALOG
granted catalog payments_prod catalogs/payments_prod "$group_8a5b2c70_3d1e_4f96_b7a8_0c1d2e3f4a22" USE_CATALOG
granted catalog payments_prod catalogs/payments_prod "$group_8a5b2c70_3d1e_4f96_b7a8_0c1d2e3f4a33" USE_CATALOG
others catalog payments_prod catalogs/payments_prod "$group_8a5b2c70_3d1e_4f96_b7a8_0c1d2e3f4a21" "$group_8a5b2c70_3d1e_4f96_b7a8_0c1d2e3f4a22" "$group_8a5b2c70_3d1e_4f96_b7a8_0c1d2e3f4a33"
schema payments_prod bronze
granted schema payments_prod.bronze schemas/payments_prod.bronze "$group_8a5b2c70_3d1e_4f96_b7a8_0c1d2e3f4a22" USE_SCHEMA SELECT READ_VOLUME
others schema payments_prod.bronze schemas/payments_prod.bronze "$group_8a5b2c70_3d1e_4f96_b7a8_0c1d2e3f4a22"
granted external_location lake-bronze external-locations/lake-bronze "$group_8a5b2c70_3d1e_4f96_b7a8_0c1d2e3f4a22" CREATE_EXTERNAL_TABLE CREATE_EXTERNAL_VOLUME
schema payments_prod silver
granted schema payments_prod.silver schemas/payments_prod.silver "$group_8a5b2c70_3d1e_4f96_b7a8_0c1d2e3f4a22" USE_SCHEMA SELECT READ_VOLUME MODIFY WRITE_VOLUME CREATE_TABLE CREATE_VOLUME
others schema payments_prod.silver schemas/payments_prod.silver "$group_8a5b2c70_3d1e_4f96_b7a8_0c1d2e3f4a22"
granted external_location lake-silver external-locations/lake-silver "$group_8a5b2c70_3d1e_4f96_b7a8_0c1d2e3f4a22" CREATE_EXTERNAL_TABLE CREATE_EXTERNAL_VOLUME
schema payments_prod gold
granted schema payments_prod.gold schemas/payments_prod.gold "$group_8a5b2c70_3d1e_4f96_b7a8_0c1d2e3f4a22" USE_SCHEMA SELECT READ_VOLUME MODIFY WRITE_VOLUME CREATE_TABLE CREATE_VOLUME
granted schema payments_prod.gold schemas/payments_prod.gold "$group_8a5b2c70_3d1e_4f96_b7a8_0c1d2e3f4a21" USE_SCHEMA SELECT READ_VOLUME
granted schema payments_prod.gold schemas/payments_prod.gold "$group_8a5b2c70_3d1e_4f96_b7a8_0c1d2e3f4a33" USE_SCHEMA SELECT READ_VOLUME
others schema payments_prod.gold schemas/payments_prod.gold "$group_8a5b2c70_3d1e_4f96_b7a8_0c1d2e3f4a22" "$group_8a5b2c70_3d1e_4f96_b7a8_0c1d2e3f4a21" "$group_8a5b2c70_3d1e_4f96_b7a8_0c1d2e3f4a33"
granted external_location lake-gold external-locations/lake-gold "$group_8a5b2c70_3d1e_4f96_b7a8_0c1d2e3f4a22" CREATE_EXTERNAL_TABLE CREATE_EXTERNAL_VOLUME
kept catalogs payments_prod owner "$group_8a5b2c70_3d1e_4f96_b7a8_0c1d2e3f4a22" --owner
system access
system billing
system query
