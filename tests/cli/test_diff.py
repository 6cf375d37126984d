"""`ringfence diff`: what is printed, for whom, in which form, and what the exit code says."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from ringfence.pack.difference.audience import ROLES
from tests.banks import Tree, bank, flow, write, zone
from tests.cli.ringfence import listing, ringfence

HOSTILE = "<img src=x> | `rm` [a](http://x.example)"


def generated(folder: Path, name: str, tree: Tree, comment: str = "") -> Path:
    """The output of a bank in a folder whose ledger is kept; `comment` is a first line of the blueprint."""
    path = write(folder, tree)
    path.write_text(comment + path.read_text("utf-8"), "utf-8")
    assert ringfence("generate", path, "-o", folder / name).exit_code == 0
    return folder / name


@pytest.fixture
def releases(tmp_path: Path) -> tuple[Path, Path]:
    """Two releases: another owner, one more host and one more landing zone."""
    old = bank(zone("fraud"), egress=[flow("feed", "fraud")])
    new = bank(zone("fraud"), zone("alpha"), egress=[flow("feed", "fraud", owner="new@bank.example")])
    new["egress"][0]["to"]["fqdns"].append("new.bank.example")
    return generated(tmp_path, "old", old), generated(tmp_path, "new", new)


def sections(text: str) -> set[str]:
    """The headings of the sections, without the number of their lines."""
    return {line.rpartition(" (")[0] for line in text.splitlines() if re.fullmatch(r"\S.* \(\d+\)", line)} - {""}


def test_a_comment_in_the_blueprint_changes_nothing(tmp_path: Path) -> None:
    tree = bank(zone("fraud"))
    old, new = generated(tmp_path, "old", tree), generated(tmp_path, "new", tree, "# Change CHG0042\n\n")
    assert (old / "manifest.json").read_bytes() != (new / "manifest.json").read_bytes()
    done = ringfence("diff", old, new, "--exit-code")
    assert (done.exit_code, done.stdout.splitlines()[-1]) == (0, "Nothing that is deployed differs.")


def test_it_writes_nothing_and_exits_with_4_only_when_asked(releases: tuple[Path, Path]) -> None:
    before = listing(releases[0].parent)
    assert ringfence("diff", *releases).exit_code == 0
    assert ringfence("diff", *releases, "--exit-code").exit_code == 4
    assert ringfence("diff", releases[0], releases[0], "--exit-code").exit_code == 0
    assert listing(releases[0].parent) == before


def test_text_has_a_section_for_each_reason(releases: tuple[Path, Path]) -> None:
    text = ringfence("diff", *releases).stdout
    assert {"Flows opened", "Role assignments", "Added"} <= sections(text)
    assert "+ connectivity: firewall policy afwp-tb-hub-weu: " in text
    assert "egress feed: owner: platform@bank.example -> new@bank.example" in " ".join(text.split())


def test_each_role_reads_its_part(releases: tuple[Path, Path]) -> None:
    read = {role: json.loads(ringfence("diff", *releases, "--for", role, "--format", "json").stdout) for role in ROLES}
    whole = json.loads(ringfence("diff", *releases, "--format", "json").stdout)["changes"]
    types = {role: {row["type"] for row in found["changes"]} for role, found in read.items()}
    kinds = {role: {row["section"] for row in found["changes"]} for role, found in read.items()}
    assert all(0 < len(found["changes"]) < len(whole) for found in read.values())
    assert "Microsoft.Network/virtualNetworks" in types["network"] - types["data"]
    assert "Microsoft.Storage/storageAccounts" in types["data"] - types["network"]
    assert "Microsoft.KeyVault/vaults" in types["security"] - types["network"]
    assert {"opened", "rights", "registers"} <= kinds["board"]
    assert "rights" not in kinds["network"]
    assert "opened" not in kinds["data"]
    assert {row["id"] for row in read["board"]["changes"] if row["section"] == "added"} == {"alpha"}


def test_one_package_is_read_alone(releases: tuple[Path, Path]) -> None:
    done = ringfence("diff", *releases, "--package", "connectivity", "--format", "json")
    assert {row["package"] for row in json.loads(done.stdout)["changes"]} == {"connectivity"}


def test_an_unknown_package_is_misuse(releases: tuple[Path, Path]) -> None:
    done = ringfence("diff", *releases, "--package", "fraudd")
    assert done.exit_code == 2
    assert "fraudd" in done.stderr


class _Page(HTMLParser):
    """Notes the tags of a page and the attributes by which it could load something."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.loads: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append(tag)
        self.loads += [pair for pair in attrs if pair[0] in ("src", "href", "action", "data", "style")]


def test_texts_of_a_blueprint_stay_texts_in_every_form(tmp_path: Path) -> None:
    old = bank(zone("fraud"), egress=[flow("feed", "fraud")])
    new = bank(zone("fraud"), egress=[flow("feed", "fraud", reason=HOSTILE)])
    sides = generated(tmp_path, "old", old), generated(tmp_path, "new", new)
    page = _Page()
    html = ringfence("diff", *sides, "--format", "html").stdout
    page.feed(html)
    assert {"img", "script", "link", "a"}.isdisjoint(page.tags)
    assert page.loads == []
    assert "&lt;img src=x&gt;" in html
    markdown = ringfence("diff", *sides, "--format", "markdown").stdout
    assert "<img" not in markdown
    assert "\\| \\`rm\\` \\[a\\](" in markdown
    rows = json.loads(ringfence("diff", *sides, "--format", "json").stdout)["changes"]
    assert {row["path"] for row in rows} == {"description", "reason"}


def test_every_form_is_the_same_bytes_each_time(releases: tuple[Path, Path]) -> None:
    for form in ("text", "markdown", "json", "html"):
        first, second = (ringfence("diff", *releases, "--format", form).stdout for _ in range(2))
        assert first == second


@pytest.mark.parametrize("form", ["text", "markdown", "json", "html"])
def test_a_release_that_is_not_there_is_one_finding(tmp_path: Path, form: str) -> None:
    done = ringfence("diff", tmp_path, tmp_path / "nothing", "--format", form)
    assert done.exit_code == 1
    told = [found["code"] for found in json.loads(done.stdout)["findings"]] if form == "json" else done.stderr
    assert "REL01" in told


def test_an_edited_plan_is_warned_of_beside_the_changes(releases: tuple[Path, Path]) -> None:
    with (releases[1] / "plan.json").open("a", encoding="utf-8") as file:
        file.write("\n")
    done = ringfence("diff", *releases)
    assert (done.exit_code, "warning[REL03]" in done.stderr, "Flows opened" in done.stdout) == (0, True, True)
    told = json.loads(ringfence("diff", *releases, "--format", "json").stdout)
    assert [found["code"] for found in told["findings"]] == ["REL03"]
