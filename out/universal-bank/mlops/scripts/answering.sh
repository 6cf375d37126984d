#!/usr/bin/env bash
# answering RELEASE PACKAGE REGISTRY: prints each model of the registry that the package answers with, and its version,
# one a line. A package names them in parameters, and in JSON where `generate --check` has predicted it. Other scripts
# read this file.

answering() {
  local shelf="azureml://registries/$3/models/" found
  found="$(grep --recursive --no-filename --only-matching --extended-regexp "${shelf}[^/'\"]+/versions/[^/'\"]+" \
    "$1/packages/$2" || [[ $? == 1 ]])" || return 1
  sed --quiet "s|^$shelf\(.*\)/versions/\(.*\)|\1 \2|p" <<< "$found" | sort --unique
}
