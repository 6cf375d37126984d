#!/usr/bin/env bash
# Fails when a deployment of the committed release would change something in Azure: somebody changed it by hand.
# Reads RELEASE and PACKAGE.
set -euo pipefail

ringfence what-if "$RELEASE" --only "$PACKAGE" --exit-code
