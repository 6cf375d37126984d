"""Writes a file as a comment on the pull request that runs, on GitHub or in Azure DevOps; also into the log."""

import json
import os
import sys
import urllib.request
from pathlib import Path

MOST = 60_000
"""Characters of a comment. GitHub takes 65,536."""


def request(text, given):
    """The address, the header and the body of a comment, from the variables of the platform; None without any."""
    shown = text if len(text) <= MOST else f"{text[:MOST]}\n\nCut here; the log of the job has all of it."
    if given.get("GITHUB_TOKEN"):
        issues = f"{given['GITHUB_API_URL']}/repos/{given['GITHUB_REPOSITORY']}/issues"
        where = f"{issues}/{int(given['PULL_REQUEST'])}/comments"
        return where, {"Authorization": f"Bearer {given['GITHUB_TOKEN']}"}, {"body": shown}
    if given.get("SYSTEM_ACCESSTOKEN"):
        where = (
            f"{given['SYSTEM_COLLECTIONURI']}{given['SYSTEM_TEAMPROJECTID']}/_apis/git/repositories/"
            f"{given['BUILD_REPOSITORY_ID']}/pullRequests/{int(given['PULL_REQUEST'])}/threads?api-version=7.1"
        )
        body = {"comments": [{"parentCommentId": 0, "content": shown, "commentType": 1}], "status": 1}
        return where, {"Authorization": f"Bearer {given['SYSTEM_ACCESSTOKEN']}"}, body
    return None


def main(path):
    """Print and post."""
    text = Path(path).read_text("utf-8")
    sys.stdout.write(text)
    asked = request(text, os.environ)
    if asked is None:
        return
    where, head, body = asked
    if not where.startswith("https://"):
        raise SystemExit(f"{where} is no address of a platform")
    content = json.dumps(body).encode()
    head = {**head, "Content-Type": "application/json", "Accept": "application/json"}
    urllib.request.urlopen(urllib.request.Request(where, content, head), timeout=60).close()


if __name__ == "__main__":
    main(sys.argv[1])
