#!/usr/bin/env bash
# Registers the model of a job in the workspace, when the job has ended well and its gate let the model pass.
# Its version is the number of the run. Reads RELEASE, MODEL, RUN, JOB, EVIDENCE: the folder that keeps evidence for
# good, or nothing, SUBSCRIPTION, RESOURCE_GROUP, WORKSPACE and COMMIT.
set -euo pipefail
. scripts/report.sh
. scripts/finished.sh
. scripts/given.sh

as_generated "$MODEL" "$RELEASE"
place=(--subscription "$SUBSCRIPTION" --resource-group "$RESOURCE_GROUP" --workspace-name "$WORKSPACE")
completed "$JOB" gate "${place[@]}"
judged="$(mktemp -d)"
az ml job download --name "$JOB" --output-name verdict --download-path "$judged" "${place[@]}"
verdict="$(find "$judged" -type f -print -quit)"
python3 scripts/passed.py "${verdict:?job $JOB has no verdict of a gate}" "ml/$MODEL/model.json"

# A model of made rows has the name of its experiment, which no pipeline promotes.
name="$(az ml job show --query experiment_name --output tsv --name "$JOB" "${place[@]}")"
if [[ "$name" != "$MODEL" && "$name" != "$MODEL-trial" ]]; then
  echo "job $JOB is of experiment '$name', not of $MODEL" >&2
  exit 1
fi

kept="no evidence container"
if [[ -n "$EVIDENCE" && "$name" == "$MODEL" ]]; then kept="$EVIDENCE/$RUN/"; fi

az ml model create --name "$name" --version "$RUN" --type mlflow_model \
  --path "azureml://jobs/$JOB/outputs/learnt" \
  --set "tags.job=$JOB" "tags.commit=$COMMIT" "tags.verdict=$(sha256sum "$verdict" | cut -c1-64)" \
  "tags.evidence=$kept" \
  "${place[@]}" --output none
report version "$RUN"
