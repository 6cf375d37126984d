#!/usr/bin/env bash
# Other scripts read this file.
. scripts/finished.sh

# as_judged MODEL JOB VERDICT SETTINGS FOLDER PLACE...: the files in FOLDER are those that the gate of JOB let pass by the
# thresholds in the file SETTINGS. Tags name the job and VERDICT, the hash of its verdict; a tag is text that others may
# write, so the verdict itself is read. A job that a person started has steps of that person, and is refused.
# PLACE are the options that name the workspace.
# Source: azure-rest-api-specs common-types, systemData.createdByType (User, Application, ManagedIdentity, Key)
as_judged() {
  local called="$1" job="$2" verdict="$3" settings="$4" folder="$5" made name seen file
  shift 5
  completed "$job" gate "$@"
  made="$(az ml job show --query creation_context.created_by_type --output tsv --name "$job" "$@")"
  if [[ "$made" == User ]]; then
    echo "a person started job $job: train this version by its pipeline" >&2
    return 1
  fi
  name="$(az ml job show --query experiment_name --output tsv --name "$job" "$@")"
  seen="$(mktemp -d)"
  az ml job download --name "$job" --output-name verdict --download-path "$seen" "$@"
  file="$(find "$seen" -type f -print -quit)"
  python3 scripts/passed.py "${file:?job $job has no verdict of a gate}" "$settings"
  if [[ "$name" != "$called" || "$(sha256sum "$file" | cut -c1-64)" != "$verdict" ]]; then
    echo "this version of $called has the verdict of another job than its tags say" >&2
    return 1
  fi
  python3 scripts/same_model.py "$file" "$folder"
}

# model_in FOLDER: prints the folder below FOLDER that has the files of the model.
model_in() {
  local found
  found="$(find "$1" -name MLmodel -type f -print -quit)"
  dirname "${found:?there is no MLmodel in what was downloaded}"
}
