#!/usr/bin/env bash
# Asks each deployment of an endpoint by name, before it has traffic and after.
# Reads MODEL, ENDPOINT, SUBSCRIPTION, RESOURCE_GROUP and WORKSPACE.
set -euo pipefail

place=(--subscription "$SUBSCRIPTION" --resource-group "$RESOURCE_GROUP" --workspace-name "$WORKSPACE")
mapfile -t names < <(az ml online-deployment list --endpoint-name "$ENDPOINT" "${place[@]}" \
  --query "[].name" --output tsv)
if (( ${#names[@]} == 0 )); then
  echo "nothing answers at $ENDPOINT yet"
  exit 0
fi
for name in "${names[@]}"; do
  az ml online-endpoint invoke --name "$ENDPOINT" --deployment-name "$name" --request-file "ml/$MODEL/request.json" \
    "${place[@]}" > /dev/null
  echo "$name answers"
done
