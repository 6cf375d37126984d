#!/usr/bin/env bash
# Deploys one package, when its folder has the approval digest that people approved. Where the package has endpoints of
# models it refuses to undo a roll-back, but that of an endpoint which AFTER_ROLL_BACK names, or several with commas.
# Reads ATTEMPT, RELEASE, PACKAGE, APPROVED, CHANGE, AFTER_ROLL_BACK, and BEFORE: the step by hand that approvers confirm to be
# done, or nothing. Where there are endpoints also ENDPOINTS, their names, with SUBSCRIPTION, RESOURCE_GROUP, WORKSPACE.
set -euo pipefail
. scripts/given.sh

first_attempt "$ATTEMPT"
one_word digest "$APPROVED"
one_word change "$CHANGE"
echo "change request: $CHANGE"
one_word afterRollBack "${AFTER_ROLL_BACK//,/-}"
if [[ -n "$ENDPOINTS" ]]; then
  place=(--subscription "$SUBSCRIPTION" --resource-group "$RESOURCE_GROUP" --workspace-name "$WORKSPACE")
  there="$(az ml online-endpoint list "${place[@]}" --query "[?tags.rolledBack].[name, tags.rolledBack]" --output tsv)"
  while read -r name run; do
    if [[ " $ENDPOINTS " == *" $name "* && ",$AFTER_ROLL_BACK," != *",$name,"* ]]; then
      echo "$name was rolled back by run $run: this deployment would undo that." >&2
      echo "Write the traffic of today into the blueprint, then start it with AFTER_ROLL_BACK=$name." >&2
      exit 1
    fi
  done <<< "$there"
fi

done=()
if [[ -n "$BEFORE" ]]; then done=(--done "$BEFORE"); fi
ringfence deploy "$RELEASE" --only "$PACKAGE" --approved "$APPROVED" --yes "${done[@]}"
