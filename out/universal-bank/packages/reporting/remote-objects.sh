#!/bin/sh
# What no template can make: VNet data gateway.
# An API other than Azure Resource Manager's makes it, and this script asks for it. With `plan` it says what it would
# do, with `apply` it does that. It may be repeated: what is there as planned stays as it is, values that can change are
# set, and anything else that differs is an error; nothing is ever deleted.
# Run it when every step is done, from an administrators' machine that reaches that API and Azure Resource
# Manager (the jump host of the hub does not), signed in with az login as an account with:
# - the right to use the Fabric capacity (administrator or contributor of it), and to make gateways in the tenant.
# - in Azure Microsoft.Network/virtualNetworks/subnets/join/action on the subnet, to the account itself: Owner of the
#   subscription was not enough in reports (MicrosoftDocs/data-integration vnet/data-gateway-faqs.md).
# - for a gateway that is there: administrator of that gateway.
# It needs the command az, and neither asks for a secret nor prints one.
set -eu
mode=${1-}
case "$mode" in
  plan | apply) ;;
  *) echo "usage: sh remote-objects.sh plan | apply" >&2; exit 2 ;;
esac

# ask AUDIENCE ADDRESS QUERY: what the API answers, as text.
ask() {
  az rest --method get --resource "$1" --url "$2" --query "$3" --output tsv
}

# named AUDIENCE COLLECTION QUERY: ids of the objects that QUERY finds, on every page of a collection.
named() {
  page=$2
  while [ -n "$page" ] && [ "$page" != None ]; do
    ask "$1" "$page" "value[?$3].id"
    page=$(ask "$1" "$page" "continuationUri || ''")
  done
}

lower() {
  printf '%s' "$1" | tr '[:upper:]' '[:lower:]'
}

# same FOUND WANTED: whether two values are the same, in any case of letters.
same() {
  [ "$(lower "$1")" = "$(lower "$2")" ]
}

# send METHOD AUDIENCE ADDRESS BODY WHAT: one change, or with `plan` the words for it.
send() {
  if [ "$mode" = plan ]; then
    echo "would $5"
    return
  fi
  az rest --method "$1" --resource "$2" --url "$3" --body "$4" --output none
  echo "done: $5"
}

ids=$(named https://api.fabric.microsoft.com https://api.fabric.microsoft.com/v1/gateways 'displayName=='"'"'lub-reporting'"'"'')
count=$(printf '%s' "$ids" | grep -c . || true)
if [ "$count" -gt 1 ]; then
  echo 'VNet data gateway lub-reporting: several have this name; nothing was changed' >&2
  exit 1
elif [ "$count" -eq 0 ]; then
  send post https://api.fabric.microsoft.com https://api.fabric.microsoft.com/v1/gateways '{"capacityId": "4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b21", "displayName": "lub-reporting", "inactivityMinutesBeforeSleep": 30, "numberOfMemberGateways": 3, "type": "VirtualNetwork", "virtualNetworkAzureResource": {"resourceGroupName": "rg-lub-reporting-network", "subnetName": "snet-powerbi", "subscriptionId": "4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b04", "virtualNetworkName": "vnet-lub-reporting-sdc"}}' 'make VNet data gateway lub-reporting'
else
  object=https://api.fabric.microsoft.com/v1/gateways/$ids
  found=$(ask https://api.fabric.microsoft.com "$object" type)
  same "$found" VirtualNetwork || { echo 'VNet data gateway lub-reporting: type is not VirtualNetwork, and can never change; nothing was changed' >&2; exit 1; }
  found=$(ask https://api.fabric.microsoft.com "$object" virtualNetworkAzureResource.subscriptionId)
  same "$found" 4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b04 || { echo 'VNet data gateway lub-reporting: virtualNetworkAzureResource.subscriptionId is not 4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b04, and can never change; nothing was changed' >&2; exit 1; }
  found=$(ask https://api.fabric.microsoft.com "$object" virtualNetworkAzureResource.resourceGroupName)
  same "$found" rg-lub-reporting-network || { echo 'VNet data gateway lub-reporting: virtualNetworkAzureResource.resourceGroupName is not rg-lub-reporting-network, and can never change; nothing was changed' >&2; exit 1; }
  found=$(ask https://api.fabric.microsoft.com "$object" virtualNetworkAzureResource.virtualNetworkName)
  same "$found" vnet-lub-reporting-sdc || { echo 'VNet data gateway lub-reporting: virtualNetworkAzureResource.virtualNetworkName is not vnet-lub-reporting-sdc, and can never change; nothing was changed' >&2; exit 1; }
  found=$(ask https://api.fabric.microsoft.com "$object" virtualNetworkAzureResource.subnetName)
  same "$found" snet-powerbi || { echo 'VNet data gateway lub-reporting: virtualNetworkAzureResource.subnetName is not snet-powerbi, and can never change; nothing was changed' >&2; exit 1; }
  differs=
  found=$(ask https://api.fabric.microsoft.com "$object" capacityId)
  same "$found" 4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b21 || differs="$differs capacityId"
  found=$(ask https://api.fabric.microsoft.com "$object" inactivityMinutesBeforeSleep)
  same "$found" 30 || differs="$differs inactivityMinutesBeforeSleep"
  found=$(ask https://api.fabric.microsoft.com "$object" numberOfMemberGateways)
  same "$found" 3 || differs="$differs numberOfMemberGateways"
  if [ -n "$differs" ]; then
    send patch https://api.fabric.microsoft.com "$object" '{"capacityId": "4d7e9a12-6b3c-4f58-8e01-2a9c5d7f3b21", "inactivityMinutesBeforeSleep": 30, "numberOfMemberGateways": 3, "type": "VirtualNetwork"}' 'change VNet data gateway lub-reporting:'"$differs"
  else
    echo 'VNet data gateway lub-reporting is there as planned'
  fi
fi
