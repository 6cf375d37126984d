#!/usr/bin/env bash
# Refuses a package before it is deployed where it would answer with a version whose files no gate let pass: others than
# a promotion may write to a registry. The thresholds are those of the commit that promoted the version.
# Reads RELEASE, ANSWERING: the package, MODELS: the names of models that Azure ML judges, REGISTRY, and SUBSCRIPTION,
# RESOURCE_GROUP, WORKSPACE: where they are judged.
set -euo pipefail
. scripts/judged.sh
. scripts/answering.sh

place=(--subscription "$SUBSCRIPTION" --resource-group "$RESOURCE_GROUP" --workspace-name "$WORKSPACE")
said="$(answering "$RELEASE" "$ANSWERING" "$REGISTRY")"
while read -r -u 3 model version; do
  if [[ -z "$model" ]]; then continue; fi
  if [[ " $MODELS " != *" $model "* ]]; then
    echo "$model $version: no gate of Azure ML judges this model"
    continue
  fi
  there=(--registry-name "$REGISTRY" --name "$model" --version "$version")
  verdict="$(az ml model show "${there[@]}" --query tags.verdict --output tsv)"
  job="$(az ml model show "${there[@]}" --query tags.job --output tsv)"
  promoted="$(az ml model show "${there[@]}" --query tags.promoted --output tsv)"
  : "${verdict:?$model $version has no verdict of a gate}" "${job:?$model $version has no job}"
  if [[ ! "$promoted" =~ ^[0-9a-f]{40}$ ]] || ! git merge-base --is-ancestor "$promoted" HEAD; then
    echo "$model $version was promoted from no commit of this branch" >&2
    exit 1
  fi
  copy="$(mktemp -d)"
  git show "$promoted:ml/$model/model.json" > "$copy/settings.json"
  az ml model download "${there[@]}" --download-path "$copy/model"
  folder="$(model_in "$copy/model")"
  as_judged "$model" "$job" "$verdict" "$copy/settings.json" "$folder" "${place[@]}"
  echo "$model $version is what its gate let pass"
done 3<<< "$said"
