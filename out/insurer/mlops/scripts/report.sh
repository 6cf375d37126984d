#!/usr/bin/env bash
# report NAME VALUE: hands a value to later jobs, on GitHub or in Azure DevOps. Other scripts read this file.
# A value is one word: what a platform would read as a command or as a further line is refused.

report() {
  if [[ ! "$2" =~ ^[A-Za-z0-9._-]+$ ]]; then
    echo "$1 is '$2', which is no single word" >&2
    return 1
  fi
  if [[ -n "${GITHUB_OUTPUT:-}" ]]; then
    printf '%s=%s\n' "$1" "$2" >> "$GITHUB_OUTPUT"
  else
    printf '##vso[task.setvariable variable=%s;isOutput=true]%s\n' "$1" "$2"
  fi
}
