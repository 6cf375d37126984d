#!/bin/sh
# A first deployment into a test subscription, twice, and the report of what it taught: docs/first-deployment.md.
# usage: sh first-deployment.sh BLUEPRINT FOLDER [wait in minutes, 60 when left out]
# It needs ringfence, az and Bicep, signed in to the subscription. It costs money: an Azure Firewall runs by the hour.
set -eu
blueprint=$1 folder=$2 minutes=${3:-60}

ringfence generate "$blueprint" --output "$folder" --check
ringfence deploy "$folder" --register --yes --done '*/before'
ringfence deploy "$folder" --again --yes
echo "Start the compute instance and open the studio now: logs take up to an hour. Waiting $minutes minutes." >&2
sleep "$((minutes * 60))"
ringfence confirm "$folder"
