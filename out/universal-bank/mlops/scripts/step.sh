#!/usr/bin/env bash
# Runs one script of a package, when the folder has the approval digest that people approved.
# Reads ATTEMPT, RELEASE, PACKAGE, SCRIPT, APPROVED and CHANGE.
set -euo pipefail
. scripts/given.sh

first_attempt "$ATTEMPT"
one_word digest "$APPROVED"
one_word change "$CHANGE"
echo "change request: $CHANGE"
said="$(ringfence check "$RELEASE" --package "$PACKAGE")"
printf '%s\n' "$said"
grep --quiet --fixed-strings --line-regexp "approval digest: $APPROVED" <<< "$said"

cd "$RELEASE/packages/$PACKAGE"
sh "$SCRIPT"
