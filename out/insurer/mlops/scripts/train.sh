#!/usr/bin/env bash
# Trains a model and waits for its gate. Hands on the name of the job.
# Reads MODEL, PIPELINE, SUBSCRIPTION, RESOURCE_GROUP, WORKSPACE and COMMIT.
set -euo pipefail
. scripts/report.sh

place=(--subscription "$SUBSCRIPTION" --resource-group "$RESOURCE_GROUP" --workspace-name "$WORKSPACE")
az ml environment create --file "ml/$MODEL/environment.yml" "${place[@]}" --output none

job="$(az ml job create --file "ml/$MODEL/$PIPELINE.yml" --set "tags.commit=$COMMIT" "${place[@]}" \
  --query name --output tsv)"
report job "$job"
az ml job stream --name "$job" "${place[@]}"
status="$(az ml job show --name "$job" "${place[@]}" --query status --output tsv)"
if [[ "$status" != Completed ]]; then
  echo "job $job is $status: the step 'gate' says what was refused" >&2
  exit 1
fi
