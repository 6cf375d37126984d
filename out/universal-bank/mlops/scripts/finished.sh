#!/usr/bin/env bash
# finished JOB STEP PLACE...: waits for a job of Azure ML, and fails unless it ends as Completed. STEP is the step that
# says why, PLACE the options that name the workspace. Other scripts read this file.

finished() {
  local job="$1" step="$2" status
  shift 2
  az ml job stream --name "$job" "$@"
  status="$(az ml job show --name "$job" "$@" --query status --output tsv)"
  if [[ "$status" != Completed ]]; then
    echo "job $job is $status: the step '$step' says what was refused" >&2
    return 1
  fi
}
