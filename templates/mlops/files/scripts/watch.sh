#!/usr/bin/env bash
# Compares rows that a model scored with those that it has learnt from. Fails where they moved too far.
# Reads RELEASE, MODEL, VERSION: one of the workspace, or newest, SUBSCRIPTION, RESOURCE_GROUP, WORKSPACE and COMMIT.
set -euo pipefail
. scripts/finished.sh
. scripts/given.sh

as_generated "$MODEL" "$RELEASE"
one_word version "$VERSION"
place=(--subscription "$SUBSCRIPTION" --resource-group "$RESOURCE_GROUP" --workspace-name "$WORKSPACE")
judged="$VERSION"
if [[ "$judged" == newest ]]; then
  known="$(az ml model list --name "$MODEL" "${place[@]}" --query "[].version" --output tsv)"
  judged="$(sort --numeric-sort <<< "$known" | tail -n 1)"
fi
if [[ ! "$judged" =~ ^[A-Za-z0-9._-]+$ ]]; then
  echo "$MODEL has no version '$judged'" >&2
  exit 1
fi
az ml environment create --file "ml/$MODEL/environment.yml" "${place[@]}" --output none

job="$(az ml job create --file "ml/$MODEL/drift.yml" "${place[@]}" --query name --output tsv \
  --set "inputs.learnt.path=azureml:$MODEL:$judged" "tags.commit=$COMMIT" "tags.version=$judged")"
finished "$job" drift "${place[@]}"
