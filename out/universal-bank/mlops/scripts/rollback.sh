#!/usr/bin/env bash
# Gives all traffic to one deployment that is there, at once. The endpoint keeps a tag, which the next release reads.
# Copies of requests (mirror) end first: Azure gives no deployment both, and what is rolled back needs no copies.
# Source: azure-ai-docs machine-learning/how-to-safely-rollout-online-endpoints.md, mirrored traffic;
# Azure/azureml-examples cli/deploy-safe-rollout-online-endpoints.sh (a mirror ends as DEPLOYMENT=0)
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

copied="keys(mirror_traffic || \`{}\`)"
mirrored="$(az ml online-endpoint show --name "$ENDPOINT" "${place[@]}" --query "$copied" --output tsv)"
read -r -d "" -a copies <<< "$mirrored" || true

az ml online-endpoint update --name "$ENDPOINT" --set "tags.rolledBack=$RUN" "${place[@]}" --output none
if (( ${#copies[@]} )); then
  ended=("${copies[@]/%/=0}")
  az ml online-endpoint update --name "$ENDPOINT" --mirror-traffic "${ended[*]}" "${place[@]}" --output none
fi
az ml online-endpoint update --name "$ENDPOINT" --traffic "${traffic[*]}" "${place[@]}" --output none
echo "$ENDPOINT answers with $DEPLOYMENT"
