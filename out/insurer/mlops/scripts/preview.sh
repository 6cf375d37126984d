#!/usr/bin/env bash
# What a pull request would change in one package. Changes nothing in Azure; its identity could not.
# Reads BLUEPRINT, RELEASE, PACKAGE and BASE, the branch that the pull request leads to.
set -euo pipefail
. scripts/given.sh

ringfence generate "$BLUEPRINT" --output "$RELEASE" --locked --check
if [[ -n "$(git status --porcelain -- "$RELEASE")" ]]; then
  echo "$RELEASE is not what $BLUEPRINT gives: run 'ringfence generate' and commit what it writes" >&2
  exit 1
fi
for settings in "$RELEASE"/mlops/ml/*/model.json; do
  model="$(basename "$(dirname "$settings")")"
  if [[ -e "ml/$model" ]]; then as_generated "$model" "$RELEASE"; fi
done

{
  ringfence diff "origin/$BASE:$RELEASE" "$RELEASE" --package "$PACKAGE" --format markdown
  ringfence what-if "$RELEASE" --only "$PACKAGE" --markdown
} > preview.md
python3 scripts/comment.py preview.md
