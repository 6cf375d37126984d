"""The comment on a pull request: where it goes on each platform, what it holds, and that it is cut to size."""

from __future__ import annotations

import runpy
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[3] / "templates" / "mlops" / "files" / "scripts" / "comment.py"
HUB = {
    "GITHUB_TOKEN": "t",
    "GITHUB_API_URL": "https://api.github.com",
    "GITHUB_REPOSITORY": "bank/ml",
    "PULL_REQUEST": "7",
}
DEVOPS = {
    "SYSTEM_ACCESSTOKEN": "t",
    "SYSTEM_COLLECTIONURI": "https://dev.azure.com/bank/",
    "SYSTEM_TEAMPROJECTID": "p",
    "BUILD_REPOSITORY_ID": "r",
    "PULL_REQUEST": "7",
}
Request = tuple[str, dict[str, str], dict[str, Any]]


@pytest.fixture(scope="module")
def request_of() -> Callable[[str, Mapping[str, str]], Request | None]:
    """The function of the script that makes a request."""
    found: Callable[[str, Mapping[str, str]], Request | None] = runpy.run_path(str(SCRIPT))["request"]
    return found


def test_it_goes_to_the_pull_request_that_runs(request_of: Callable[..., Request]) -> None:
    where, head, body = request_of("text", HUB)
    assert where == "https://api.github.com/repos/bank/ml/issues/7/comments"
    assert (head, body) == ({"Authorization": "Bearer t"}, {"body": "text"})
    where, head, body = request_of("text", DEVOPS)
    assert where == "https://dev.azure.com/bank/p/_apis/git/repositories/r/pullRequests/7/threads?api-version=7.1"
    assert body["comments"][0]["content"] == "text"


def test_without_a_platform_nothing_is_sent(request_of: Callable[..., Request | None]) -> None:
    assert request_of("text", {}) is None


@pytest.mark.parametrize("given", [HUB, DEVOPS])
def test_what_is_no_number_of_a_pull_request_is_refused(
    request_of: Callable[..., Request], given: dict[str, str]
) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        request_of("text", given | {"PULL_REQUEST": "7/../8"})


def test_a_long_text_is_cut_and_says_so(request_of: Callable[..., Request]) -> None:
    body = request_of("x" * 100_000, HUB)[2]["body"]
    assert len(body) < 65_536
    assert body.endswith("the log of the job has all of it.")
