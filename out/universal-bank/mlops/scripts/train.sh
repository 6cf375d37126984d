#!/usr/bin/env bash
# Trains a model and waits for its gate. Hands on the name of the job.
# Reads ATTEMPT, RELEASE, MODEL, PIPELINE, EVIDENCE: the folder that keeps evidence for good, or nothing, RUN,
# SUBSCRIPTION, RESOURCE_GROUP, WORKSPACE and COMMIT.
set -euo pipefail
. scripts/report.sh
. scripts/finished.sh
. scripts/given.sh

first_attempt "$ATTEMPT"
as_generated "$MODEL" "$RELEASE"
place=(--subscription "$SUBSCRIPTION" --resource-group "$RESOURCE_GROUP" --workspace-name "$WORKSPACE")
az ml environment create --file "ml/$MODEL/environment.yml" "${place[@]}" --output none

# A trial leaves no evidence: what is kept for good is of real rows alone.
changed=("tags.commit=$COMMIT")
if [[ -n "$EVIDENCE" && "$PIPELINE" == pipeline ]]; then changed+=("outputs.evidence.path=$EVIDENCE/$RUN/"); fi
job="$(az ml job create --file "ml/$MODEL/$PIPELINE.yml" --set "${changed[@]}" "${place[@]}" --query name --output tsv)"
report job "$job"
finished "$job" gate "${place[@]}"
