#!/usr/bin/env bash
# Asks the deployment of a language model, and waits for the gate that judges its answers.
# Reads ATTEMPT, RELEASE, MODEL: the evaluation, EVIDENCE: the folder that keeps evidence for good, or nothing, RUN,
# SUBSCRIPTION, RESOURCE_GROUP, WORKSPACE and COMMIT.
set -euo pipefail
. scripts/finished.sh
. scripts/given.sh

first_attempt "$ATTEMPT"
as_generated "$MODEL" "$RELEASE"
place=(--subscription "$SUBSCRIPTION" --resource-group "$RESOURCE_GROUP" --workspace-name "$WORKSPACE")
az ml environment create --file "ml/$MODEL/environment.yml" "${place[@]}" --output none

changed=("tags.commit=$COMMIT")
if [[ -n "$EVIDENCE" ]]; then changed+=("outputs.evidence.path=$EVIDENCE/$RUN/"); fi
job="$(az ml job create --file "ml/$MODEL/evaluation.yml" --set "${changed[@]}" "${place[@]}" --query name --output tsv)"
finished "$job" gate "${place[@]}"
