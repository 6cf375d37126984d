#!/usr/bin/env bash
# Starts the job of Databricks that trains and registers a model, and ends as it ends. ml/MODEL/databricks.json names it.
# Reads ATTEMPT, MODEL, RUN and COMMIT.
set -euo pipefail
. scripts/given.sh

first_attempt "$ATTEMPT"
python3 scripts/spark.py "ml/$MODEL/databricks.json" "$COMMIT" "$RUN"
