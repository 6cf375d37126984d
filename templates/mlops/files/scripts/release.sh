#!/usr/bin/env bash
# Deploys the package of an endpoint: deployments and traffic as the blueprint of the approved release has them.
# After a roll-back it refuses, until the blueprint says the same and AFTER_ROLL_BACK is yes.
# Reads RELEASE, PACKAGE, APPROVED, CHANGE, BEFORE, MODEL, AFTER_ROLL_BACK, SUBSCRIPTION, RESOURCE_GROUP, WORKSPACE and ENDPOINT.
set -euo pipefail

place=(--subscription "$SUBSCRIPTION" --resource-group "$RESOURCE_GROUP" --workspace-name "$WORKSPACE")
there="$(az ml online-endpoint list "${place[@]}" --query "[].name" --output tsv)"
if grep --quiet --fixed-strings --line-regexp "$ENDPOINT" <<< "$there"; then
  back="$(az ml online-endpoint show --name "$ENDPOINT" "${place[@]}" --query tags.rolledBack --output tsv)"
  if [[ -n "$back" && "$AFTER_ROLL_BACK" != yes ]]; then
    echo "$ENDPOINT was rolled back by run $back: this release would undo that." >&2
    echo "Write the traffic of today into the blueprint, or release with AFTER_ROLL_BACK=yes." >&2
    exit 1
  fi
fi

bash scripts/deploy.sh
bash scripts/try.sh
