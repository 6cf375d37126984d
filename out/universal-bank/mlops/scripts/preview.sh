#!/usr/bin/env bash
# What a pull request would change in one package. Changes nothing in Azure; its identity could not.
# Reads BLUEPRINT, RELEASE, PACKAGE and BASE, the branch that the pull request leads to.
set -euo pipefail

ringfence generate "$BLUEPRINT" --output "$RELEASE" --locked --check
if [[ -n "$(git status --porcelain -- "$RELEASE")" ]]; then
  echo "$RELEASE is not what $BLUEPRINT gives: run 'ringfence generate' and commit what it writes" >&2
  exit 1
fi

{
  ringfence diff "origin/$BASE:$RELEASE" "$RELEASE" --package "$PACKAGE" --format markdown
  ringfence what-if "$RELEASE" --only "$PACKAGE" --markdown
} > preview.md
python3 scripts/comment.py preview.md
