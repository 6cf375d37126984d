"""Starts the job of Databricks that trains a model, and waits for its end. Its token is one of Entra ID: no secret."""

import json
import re
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

DATABRICKS = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d"
"""Azure Databricks as an application of Entra ID, the same in every tenant.

Source: azure-databricks-docs dev-tools/auth, Entra ID access tokens.
"""
HOST = re.compile(r"adb-\d+\.\d+\.(azuredatabricks\.net|databricks\.azure\.(us|cn))")
ENDED = {"TERMINATED", "SKIPPED", "INTERNAL_ERROR"}
"""States after which a run does not change. Source: Databricks REST API, jobs/runs/get, life_cycle_state."""
SECONDS = 30
TRIES = 10
"""How often a state is asked for where network or service fail, before the pipeline gives up."""


def named(path):
    """Host and number of the job from a file of the copy; raises SystemExit where a person has not filled it in."""
    said = json.loads(Path(path).read_text("utf-8"))
    host, job = said.get("host", ""), said.get("job", 0)
    if not HOST.fullmatch(host) or type(job) is not int or job < 1:
        raise SystemExit(f"{path} names no job: write the host of the Databricks workspace and the number of its job")
    return host, job


def token():
    """A token for Databricks as the identity that the pipeline signed in as."""
    command = ["az", "account", "get-access-token", "--resource", DATABRICKS]
    command += ["--query", "accessToken", "--output", "tsv"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def answer(host, call, content=None):
    """What the REST API of a workspace answers, as a value."""
    head = {"Authorization": f"Bearer {token()}", "Content-Type": "application/json"}
    body = None if content is None else json.dumps(content).encode()
    asked = urllib.request.Request(f"https://{host}/api/2.1/jobs/{call}", body, head)
    with urllib.request.urlopen(asked, timeout=60) as said:
        return json.loads(said.read())


def state_of(host, number, ask, wait, tries=TRIES):
    """The state of a run. Asked again where network or service fail; raises OSError when they still do."""
    try:
        return ask(host, f"runs/get?run_id={number}")["state"]
    except OSError as error:
        if tries == 1:
            raise
        sys.stdout.write(f"no answer about run {number}: {error}\n")
    wait(SECONDS)
    return state_of(host, number, ask, wait, tries - 1)


def run(host, job, parameters, ask=answer, wait=time.sleep):
    """Start the job with its parameters, by name; the state of its run at the end."""
    number = int(ask(host, "run-now", {"job_id": job, "job_parameters": parameters})["run_id"])
    sys.stdout.write(f"run {number} of job {job}\n")
    while True:
        state = state_of(host, number, ask, wait)
        if state["life_cycle_state"] in ENDED:
            return state
        wait(SECONDS)


def main(path, commit, number):
    """Exit 0 when the run succeeded; else print how it ended and exit 1. `number` is that of the pipeline's run."""
    state = run(*named(path), {"commit": commit, "run": number})
    if state.get("result_state") == "SUCCESS":
        return 0
    ended = state.get("result_state") or state["life_cycle_state"]
    sys.stderr.write(f"the job ended as {ended}: nothing is registered\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
