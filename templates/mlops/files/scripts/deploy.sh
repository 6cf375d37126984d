#!/usr/bin/env bash
# Deploys one package, when its folder has the approval digest that people approved.
# Reads RELEASE, PACKAGE, APPROVED, CHANGE, and BEFORE: the step by hand that approvers confirm to be done, or nothing.
set -euo pipefail

echo "change request: $CHANGE"
done=()
if [[ -n "${BEFORE:-}" ]]; then done=(--done "$BEFORE"); fi
ringfence deploy "$RELEASE" --only "$PACKAGE" --approved "$APPROVED" --yes "${done[@]}"
