#!/usr/bin/env bash
# Compares rows that a model scored with those that it has learnt from. Fails where they moved too far.
# Reads RELEASE, MODEL, SUBSCRIPTION, RESOURCE_GROUP, WORKSPACE, COMMIT, and VERSION: one of the workspace, newest, or
# answering: each that ANSWERING, a package, names of REGISTRY, since rows are scored by these; before there is one, newest.
set -euo pipefail
. scripts/finished.sh
. scripts/given.sh
. scripts/answering.sh

as_generated "$MODEL" "$RELEASE"
one_word version "$VERSION"
place=(--subscription "$SUBSCRIPTION" --resource-group "$RESOURCE_GROUP" --workspace-name "$WORKSPACE")
judged=
if [[ "$VERSION" == answering && -n "$ANSWERING" ]]; then
  said="$(answering "$RELEASE" "$ANSWERING" "$REGISTRY")"
  judged="$(sed --quiet "s|^$MODEL ||p" <<< "$said")"
fi
if [[ -z "$judged" && ("$VERSION" == newest || "$VERSION" == answering) ]]; then
  known="$(az ml model list --name "$MODEL" "${place[@]}" --query "[].version" --output tsv)"
  judged="$(sort --numeric-sort <<< "$known" | tail -n 1)"
fi
read -r -d "" -a versions <<< "${judged:-$VERSION}" || true
az ml environment create --file "ml/$MODEL/environment.yml" "${place[@]}" --output none

moved=
for each in "${versions[@]}"; do
  if [[ ! "$each" =~ ^[A-Za-z0-9._-]+$ || "$each" == newest || "$each" == answering ]]; then
    echo "$MODEL has no version '$each'" >&2
    exit 1
  fi
  job="$(az ml job create --file "ml/$MODEL/drift.yml" "${place[@]}" --query name --output tsv \
    --set "inputs.learnt.path=azureml:$MODEL:$each" "tags.commit=$COMMIT" "tags.version=$each")"
  finished "$job" drift "${place[@]}" || moved="$moved $each"
done
if [[ -n "$moved" ]]; then
  echo "rows moved away from those of version$moved" >&2
  exit 1
fi
