#!/usr/bin/env bash
# What scripts refuse before they act. Other scripts read this file.

# one_word NAME VALUE: a text that people gave is one short word, which no program reads as an option, a second line or
# a command of the platform.
one_word() {
  if [[ ! "$2" =~ ^[A-Za-z0-9][A-Za-z0-9._/-]{0,63}$ ]]; then
    echo "$1 is no single word of letters, digits, dots, dashes, underscores and slashes" >&2
    return 1
  fi
}

# first_attempt NUMBER: a job that is run again has the commit and the texts of the first time, which may be months old.
first_attempt() {
  if [[ "$1" != 1 ]]; then
    echo "this is attempt $1 of an earlier run: start a new run instead" >&2
    return 1
  fi
}

# as_generated MODEL RELEASE: the gate reads the thresholds that were generated from the blueprint.
as_generated() {
  if ! cmp --silent "ml/$1/model.json" "$2/mlops/ml/$1/model.json"; then
    echo "ml/$1/model.json is not that of $2/mlops: change the blueprint, generate, and copy the file" >&2
    return 1
  fi
}
