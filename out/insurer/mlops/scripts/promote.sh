#!/usr/bin/env bash
# Copies a version of a model from the workspace to the registry. The files go through this agent, inside the network:
# `az ml model share` fails while the storage account of the workspace lets no public network in.
# Source: azure-ai-docs machine-learning/how-to-registry-network-isolation.md (2025-04-04)
# What is copied has the bytes that the gate has judged, by the thresholds of this commit: people may write to the
# storage of the workspace, and to tags.
# Reads RELEASE, MODEL, VERSION, SUBSCRIPTION, RESOURCE_GROUP, WORKSPACE, REGISTRY, COMMIT, and JUDGED: yes where Azure ML
# has judged the model, no where its own job did so in Databricks, whose verdict is not read again.
set -euo pipefail
. scripts/given.sh
. scripts/judged.sh

one_word version "$VERSION"
as_generated "$MODEL" "$RELEASE"
place=(--subscription "$SUBSCRIPTION" --resource-group "$RESOURCE_GROUP" --workspace-name "$WORKSPACE")
verdict="$(az ml model show --name "$MODEL" --version "$VERSION" "${place[@]}" --query tags.verdict --output tsv)"
job="$(az ml model show --name "$MODEL" --version "$VERSION" "${place[@]}" --query tags.job --output tsv)"
evidence="$(az ml model show --name "$MODEL" --version "$VERSION" "${place[@]}" --query tags.evidence --output tsv)"
: "${verdict:?version $VERSION has no verdict of a gate}" "${job:?version $VERSION has no job}"

copy="$(mktemp -d)"
az ml model download --name "$MODEL" --version "$VERSION" --download-path "$copy" "${place[@]}"
folder="$(model_in "$copy")"
if [[ "$JUDGED" == yes ]]; then
  as_judged "$MODEL" "$job" "$verdict" "ml/$MODEL/model.json" "$folder" "${place[@]}"
fi
az ml model create --registry-name "$REGISTRY" --name "$MODEL" --version "$VERSION" --type mlflow_model \
  --path "$folder" \
  --set "tags.job=$job" "tags.verdict=$verdict" "tags.evidence=$evidence" "tags.workspace=$WORKSPACE" \
  "tags.promoted=$COMMIT" --output none
