"""`ask`: answers from a folder or a blueprint, misuse exit 2, a stable shape for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.ringfence import ringfence
from tests.marked import ROOT

BLUEPRINT, FOLDER = ROOT / "blueprints" / "regional-bank.yaml", ROOT / "out" / "regional-bank"
LAKES = ROOT / "out" / "universal-bank"


def test_a_folder_and_its_blueprint_give_the_same_answer() -> None:
    asked = ("vpn-users", "credit-risk-dev/storage", "443")
    of_folder, of_blueprint = (ringfence("ask", of, *asked, "--all") for of in (FOLDER, BLUEPRINT))
    assert (of_folder.exit_code, of_folder.stderr) == (0, "")
    assert of_folder.stdout == of_blueprint.stdout
    assert of_folder.stdout.startswith("allowed: vpn-users -> credit-risk-dev/storage, TCP 443\n")
    for word in ("users-to-credit-risk-dev (priority 20000/1000)", "allow-users (priority 120)", "SNAT"):
        assert word in of_folder.stdout


@pytest.mark.parametrize(
    "question", [("fraud", "internet", "443"), ("fraud", "lake", "443"), ("vpn-users", "fraud", "443")]
)
def test_an_answer_is_on_one_screen_and_names_what_decides(question: tuple[str, ...]) -> None:
    brief, whole = (ringfence("ask", LAKES, *question, *more).stdout for more in ((), ("--all",)))
    lines = brief.splitlines()
    assert lines[0] == whole.splitlines()[0]
    assert len(lines) <= 50
    assert len(lines) < whole.count("\n")
    decided = [line for line in lines if line.startswith(("allowed ", "denied ", "unknown "))]
    assert len(decided) == len(set(decided))
    allowed = [line for line in decided if line.startswith("allowed ")]
    assert allowed
    assert all("firewall" in line and "priority" in line for line in allowed)


def test_json_has_a_shape_for_programs() -> None:
    result = ringfence("ask", FOLDER, "credit-risk-dev", "credit-risk-prod", "tcp/443", "--json")
    found = json.loads(result.stdout)
    assert (found["shape"], found["verdict"]) == ("ringfence/answer/v1", "denied")
    assert found["asked"] == {"from": "credit-risk-dev", "to": "credit-risk-prod", "protocol": "tcp", "port": 443}
    for part in found["parts"]:
        assert set(part) == {"from", "to", "verdict", "decidedBy", "hops"}
        assert part["decidedBy"] in part["hops"]
        assert set(part["decidedBy"]) == {"stage", "at", "rule", "priority", "verdict", "text", "because"}


@pytest.mark.parametrize(("target", "code"), [("credit-risk-dev/storage", 0), ("credit-risk-dev", 4), ("1.1.1.1", 4)])
def test_exit_code_says_whether_all_of_it_is_allowed(target: str, code: int) -> None:
    assert ringfence("ask", FOLDER, "vpn-users", target, "443", "--exit-code").exit_code == code
    assert ringfence("ask", FOLDER, "vpn-users", target, "443").exit_code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["credit-risk-def", "internet", "443"], "did you mean 'credit-risk-dev'?"),
        (["credit-risk-dev", "10.0.0.1/8", "443"], "host bits"),
        (["credit-risk-dev", "internet", "https"], "write 443, tcp/443 or udp/53"),
        (["credit-risk-dev", "internet", "icmp/1"], "write 443, tcp/443 or udp/53"),
        (["credit-risk-dev", "internet", "70000"], "from 1 to 65535"),
        (["credit-risk-dev", "internet"], "FROM, TO and PORT"),
        (["credit-risk-dev/storage", "internet", "443"], "starts nothing"),
        (["--who-reads", "gold"], "no lake of the plan has a layer 'gold'"),
        (["a", "b", "1", "--who-reads", "gold"], "takes no FROM"),
    ],
)
def test_misuse_is_said_with_what_would_be_right(words: list[str], said: str) -> None:
    result = ringfence("ask", FOLDER, *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in " ".join(result.stderr.split())


def test_a_blueprint_with_findings_and_a_folder_without_a_plan_are_findings(bad: Path, tmp_path: Path) -> None:
    assert ringfence("ask", bad, "a", "b", "443").exit_code == 1
    (tmp_path / "empty").mkdir()
    result = ringfence("ask", tmp_path / "empty", "a", "b", "443", "--json")
    assert (result.exit_code, json.loads(result.stdout)["ok"]) == (1, False)


def test_who_reads_a_layer_is_told_with_right_and_path() -> None:
    result = ringfence("ask", LAKES, "--who-reads", "gold", "--json")
    found = json.loads(result.stdout)
    assert (found["shape"], found["layer"]) == ("ringfence/readers/v1", "gold")
    rows = {(row["who"], row["by"].partition(",")[0]): row for row in found["readers"]}
    scoring = rows["id-lub-scoring-cluster-sdc", "role Storage Blob Data Reader"]
    assert scoring["network"] == [{"from": "scoring", "verdict": "allowed"}]
    assert not [who for who, _ in rows if who.endswith("Identity")]
    assert {row["may"] for row in found["readers"]} == {"read", "read and write"}
    text = ringfence("ask", LAKES, "--who-reads", "gold").stdout
    assert text.startswith(f"gold: {len(found['readers'])} ways to read it\n")
    assert ringfence("ask", LAKES, "--who-reads", "gold", "--exit-code").exit_code == 4


def test_nothing_of_a_question_reaches_the_terminal_as_a_command() -> None:
    result = ringfence("ask", FOLDER, "\x1b]0;x\x07", "internet", "443")
    assert result.exit_code == 2
    assert "\x1b" not in result.stderr
