#!/usr/bin/env bash
# Judges the candidate that a job of Databricks registered in this run, and waits for its gate. Hands on the name of the
# job. Reads ATTEMPT, RELEASE, MODEL, CANDIDATE: the name that Databricks registers, EVIDENCE: the folder that keeps
# evidence for good, or nothing, RUN, SUBSCRIPTION, RESOURCE_GROUP, WORKSPACE and COMMIT.
set -euo pipefail
. scripts/report.sh
. scripts/finished.sh
. scripts/given.sh

first_attempt "$ATTEMPT"
as_generated "$MODEL" "$RELEASE"
place=(--subscription "$SUBSCRIPTION" --resource-group "$RESOURCE_GROUP" --workspace-name "$WORKSPACE")
known="$(az ml model list --name "$CANDIDATE" "${place[@]}" --query "[?tags.run=='$RUN'].version" --output tsv)"
version="$(sort --numeric-sort <<< "$known" | tail -n 1)"
if [[ ! "$version" =~ ^[A-Za-z0-9._-]+$ ]]; then
  echo "$CANDIDATE has no version of run $RUN" >&2
  exit 1
fi
az ml environment create --file "ml/$MODEL/environment.yml" "${place[@]}" --output none

changed=("inputs.learnt.path=azureml:$CANDIDATE:$version" "tags.commit=$COMMIT" "tags.candidate=$version")
if [[ -n "$EVIDENCE" ]]; then changed+=("outputs.evidence.path=$EVIDENCE/$RUN/"); fi
job="$(az ml job create --file "ml/$MODEL/judge.yml" --set "${changed[@]}" "${place[@]}" --query name --output tsv)"
report job "$job"
finished "$job" gate "${place[@]}"
