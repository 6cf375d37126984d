#!/usr/bin/env bash
# What became of a job of Azure ML. STEP is the step that says why, PLACE the options that name the workspace. Other
# scripts read this file.

# completed JOB STEP PLACE...: fails unless the job has ended as Completed.
completed() {
  local job="$1" step="$2" status
  shift 2
  status="$(az ml job show --query status --output tsv --name "$job" "$@")"
  if [[ "$status" != Completed ]]; then
    echo "job $job is $status: the step '$step' says what was refused" >&2
    return 1
  fi
}

# finished JOB STEP PLACE...: waits for the job, and fails unless it ends as Completed.
finished() {
  local job="$1" step="$2"
  shift 2
  az ml job stream --name "$job" "$@"
  completed "$job" "$step" "$@"
}
