#!/usr/bin/env bash
# Asks each deployment of an endpoint by name, whether it has traffic or not.
# Reads MODEL, ENDPOINT, SUBSCRIPTION, RESOURCE_GROUP and WORKSPACE.
set -euo pipefail

place=(--subscription "$SUBSCRIPTION" --resource-group "$RESOURCE_GROUP" --workspace-name "$WORKSPACE")
said="$(az ml online-deployment list --endpoint-name "$ENDPOINT" "${place[@]}" --query "[].name" --output tsv)"
read -r -d "" -a names <<< "$said" || true
if (( ${#names[@]} == 0 )); then
  echo "nothing answers at $ENDPOINT yet"
  exit 0
fi
for name in "${names[@]}"; do
  az ml online-endpoint invoke --name "$ENDPOINT" --deployment-name "$name" --request-file "ml/$MODEL/request.json" \
    "${place[@]}" > /dev/null
  echo "$name answers"
done
