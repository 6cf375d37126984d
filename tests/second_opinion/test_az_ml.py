"""Every command `az ml` that Ringfence writes or names, held against the reference of the extension."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.marked import ROOT
from tests.pack.mlops.plans import AZURE_DEVOPS, GITHUB, files
from tests.second_opinion.az_ml import of_page, of_script, refused

PLACE = "--resource-group rg --workspace-name mlw"
PAGES = [
    *ROOT.glob("*.md"),
    *(ROOT / "docs").rglob("*.md"),
    *ROOT.glob("out/*/*.md"),
    *ROOT.glob("out/*/review/**/*.md"),
    *ROOT.glob("out/*/mlops/**/*.md"),
    *(ROOT / "templates").rglob("*.yaml"),
    *(ROOT / "templates" / "facts").glob("*.json"),
]
SCRIPTS = [
    *ROOT.glob("out/*/packages/*/*.sh"),
    *(ROOT / "templates").rglob("*.sh"),
    *(ROOT / "templates").rglob("*.j2"),
]


def wrong(commands: Iterator[tuple[list[str], bool]]) -> list[tuple[str, str]]:
    """Commands that would be refused, each with the reason."""
    judged = ((" ".join(words), refused(words, mentioned=mentioned)) for words, mentioned in commands)
    return [(command, why) for command, why in judged if why]


def whole(text: str) -> Iterator[tuple[list[str], bool]]:
    """The commands of a script, none of which is only mentioned."""
    return ((words, False) for words in of_script(text))


@pytest.mark.parametrize("platform", [GITHUB, AZURE_DEVOPS])
def test_the_extension_takes_every_command_of_the_pipelines(platform: str) -> None:
    scripts = {path: text for path, text in files(platform).items() if path.endswith(".sh")}
    found = {path: list(of_script(text)) for path, text in scripts.items()}
    assert sum(map(len, found.values())) == sum(
        len(re.findall(r"^[^#\n]*\baz ml ", text, re.MULTILINE)) for text in scripts.values()
    )
    assert {path: bad for path, text in scripts.items() if (bad := wrong(whole(text)))} == {}
    commands = {tuple(words[2:4]) for one in found.values() for words in one}
    assert {("job", "create"), ("model", "download"), ("online-endpoint", "update")} <= commands


def test_the_extension_takes_every_command_of_scripts_and_templates() -> None:
    found = {str(path.relative_to(ROOT)): wrong(whole(path.read_text("utf-8"))) for path in SCRIPTS}
    assert {path: bad for path, bad in found.items() if bad} == {}


def test_the_extension_knows_every_command_that_a_page_names() -> None:
    found = {str(path.relative_to(ROOT)): wrong(of_page(path.read_text("utf-8"))) for path in PAGES}
    assert {path: bad for path, bad in found.items() if bad} == {}


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (f"az ml job show --name j {PLACE}", ""),
        (f"az ml job show -n j {PLACE.replace('--resource-group', '-g')} -o tsv --query status", ""),
        (f"az ml job show --nmae j {PLACE}", "no option '--nmae'"),
        (f"az ml job show {PLACE}", "lacks --name"),
        (f"az ml job shwo --name j {PLACE}", "'job' has no command 'shwo'"),
        (f"az ml jobs show --name j {PLACE}", "no group 'jobs show'"),
        ("az ml job show --name j", "lacks --resource-group, --workspace-name"),
        (f"az ml job show --name --query status {PLACE}", "'--name' has no value"),
        (f"az ml job show --name j --name k {PLACE}", "'--name' is given twice"),
        (f"az ml job create --file f --stream yes {PLACE}", "'--stream' takes no value"),
        (f"az ml job show --name j {PLACE} --output tvs", "no output format 'tvs'"),
        ("az ml model list --name m --registry-name r", ""),
        ("az ml model list --name m", "lacks --resource-group, --workspace-name"),
        ("az ml run show --name j", "'run' is retired: use job"),
        (f"az ml workspace share {PLACE}", "'workspace share' is retired: use az role assignment create"),
    ],
)
def test_what_the_extension_would_refuse_is_found(command: str, why: str) -> None:
    assert refused(command.split()) == why


@pytest.mark.parametrize(
    ("right", "broken", "why"),
    [
        ("--download-path", "--downloadpath", "no option '--downloadpath'"),
        ('--name "$JOB" ', "", "lacks --name"),
        ("az ml job download", "az ml job fetch", "'job' has no command 'fetch'"),
        ('"${place[@]}"', "", "lacks --resource-group, --workspace-name"),
    ],
)
def test_a_script_that_is_spoiled_is_found(right: str, broken: str, why: str) -> None:
    text = files(GITHUB)["scripts/register.sh"]
    assert why in {reason for _, reason in wrong(whole(text.replace(right, broken)))}


def test_a_page_may_mention_a_command_and_may_not_misspell_one() -> None:
    page = (
        "Look with `az ml job list`, or az ml model shwo. `az ml` has no code.\n"
        "It is `az ml job show --name j`, `az ml model create --registry-name` or\n"
        "`az ml model create --registry`.\n"
        "```sh\naz ml job cancel\n```\n"
    )
    assert [why for _, why in wrong(of_page(page))] == [
        "lacks --name, --resource-group, --workspace-name",
        "lacks --resource-group, --workspace-name",
        "no option '--registry'",
        "'model' has no command 'shwo'",
    ]
