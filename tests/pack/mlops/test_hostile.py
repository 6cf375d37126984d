"""Text of a blueprint stays text: in YAML, in JSON, in Markdown, in expressions of the platforms."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from ringfence.pack.mlops.spelling import scalar, variable
from tests.pack.mlops.plans import AZURE_DEVOPS, CASES, CREDIT, GITHUB, files_of, pipelines
from tests.pack.mlops.walks import loaded

TEXTS = (
    *("yes", "null", "on", "1e3", "0x1f", "", " ", "a: b", "- a", "# a", "&a", "*a", "!a", "{a}", "[a]", "'", '"'),
    *("\\", "a\nb", "a\tb", "\u2028", "\x85", "\u202e", "ü", "😀", "%", "@a", "`a`", "---", "~", "a $ b", "$HOME"),
)


@pytest.mark.parametrize("text", TEXTS)
def test_a_scalar_is_read_back_as_it_was(text: str) -> None:
    assert loaded(f"key: {scalar(text)}\nnext: [{scalar(text)}]\n") == {"key": text, "next": [text]}


@pytest.mark.parametrize("text", ["${{ github.token }}", "a$(System.AccessToken)", "$[ variables.a ]", "$${{ x }}"])
def test_what_a_platform_would_evaluate_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="evaluated"):
        scalar(text)


@pytest.mark.parametrize("name", ["a b", "a.b", "1a", "", "a }} ${{ github.token", "a-b"])
def test_what_is_no_name_is_no_variable(name: str) -> None:
    with pytest.raises(ValueError, match="no name"):
        variable("vars", name)


@pytest.mark.parametrize("platform", [GITHUB, AZURE_DEVOPS])
def test_free_text_is_in_data_alone(platform: str) -> None:
    owner = 'Risk ${{ github.token }} $(System.AccessToken) "; rm -rf / #\u202e <script> | `x` 😀'
    asked = replace(CASES, owner=owner, refusal=owner)
    made = files_of(replace(pipelines(platform, replace(CREDIT, owner=owner)), language_models=(asked,)))
    assert json.loads(made["ml/credit/model.json"])["owner"] == owner
    holding = {path for path, text in made.items() if "rm -rf" in text}
    assert holding == {"ml/case-answers/model.json", "ml/credit/model.json", "ml/credit/scorecard.json"}


@pytest.mark.parametrize("platform", [GITHUB, AZURE_DEVOPS])
def test_the_same_plan_gives_the_same_bytes(platform: str) -> None:
    assert files_of(pipelines(platform)) == files_of(pipelines(platform))
    assert all(text.endswith("\n") and "\r" not in text for text in files_of(pipelines(platform)).values())
