#!/usr/bin/env bash
# Gives all traffic to one deployment that is there, at once. The endpoint keeps a tag, which the next release reads.
# Reads ATTEMPT, ENDPOINT, DEPLOYMENT, RUN, SUBSCRIPTION, RESOURCE_GROUP and WORKSPACE.
set -euo pipefail
. scripts/given.sh

first_attempt "$ATTEMPT"
one_word deployment "$DEPLOYMENT"
place=(--subscription "$SUBSCRIPTION" --resource-group "$RESOURCE_GROUP" --workspace-name "$WORKSPACE")
said="$(az ml online-deployment list --endpoint-name "$ENDPOINT" "${place[@]}" --query "[].name" --output tsv)"
read -r -d "" -a names <<< "$said" || true
traffic=()
found=
for name in "${names[@]}"; do
  if [[ "$name" == "$DEPLOYMENT" ]]; then
    traffic+=("$name=100")
    found=yes
  else
    traffic+=("$name=0")
  fi
done
if [[ -z "$found" ]]; then
  echo "$ENDPOINT has no deployment '$DEPLOYMENT'; it has ${names[*]}" >&2
  exit 1
fi

az ml online-endpoint update --name "$ENDPOINT" --set "tags.rolledBack=$RUN" "${place[@]}" --output none
az ml online-endpoint update --name "$ENDPOINT" --traffic "${traffic[*]}" "${place[@]}" --output none
echo "$ENDPOINT answers with $DEPLOYMENT"
