"""`init` on a terminal: every question can be asked again, refusals are words, and Ctrl-C keeps the answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringfence.load.document import load
from ringfence.pipeline import examine
from tests.cli.ringfence import listing, ringfence
from tests.start.terminal import interrupted, typed
from tests.start.test_init import AWKWARD, ID, blocks

pytestmark = pytest.mark.slow

ENTER = ""
BLANK = (ENTER,)
"""The answer to the first question that leads to the blank beginning."""
REST = (ENTER,) * 20
"""More than there is to ask."""
INSURER = (
    ENTER,
    "Nordwind Insurance",
    "NWI",
    ID.format(1),
    "West Europe",
    "10.0.0.0/8",
    "10.64.0.0/16",
    "dev; prod",
    f"connectivity={ID.format(2)}",
    ID.format(3),
    ID.format(4),
    "claims, pricing",
    ENTER,
    "yes",
    ENTER,
    ENTER,
    "prod",
    "yes",
    "172.28.0.0/22",
    f"claims-scientists={ID.format(5)}",
    ENTER,
    f"pricing-scientists={ID.format(6)}",
    ENTER,
)
"""On premises 10.0.0.0/8, two teams with dev and prod, endpoints for claims, one lake, VPN, two groups."""


def institution(folder: Path) -> object:
    return load(folder / "bank.yaml").tree["institution"]


def test_an_insurer_comes_from_an_empty_folder_to_a_blueprint_that_validates(tmp_path: Path) -> None:
    shown = typed(tmp_path, *INSURER)
    assert shown.count("]: ") == len(INSURER) == 23
    assert "example ids" not in shown
    assert blocks(tmp_path / "bank.yaml") == {
        "claims-dev": "machineLearning",
        "claims-prod": "machineLearning",
        "claims-serving-dev": "inference",
        "claims-serving-prod": "inference",
        "pricing-dev": "machineLearning",
        "pricing-prod": "machineLearning",
        "lake-prod": "dataLake",
    }
    assert [*listing(tmp_path)] == ["bank.yaml", "blueprint.schema.json"]
    result = ringfence("validate", tmp_path / "bank.yaml")
    assert result.exit_code == 0
    assert result.stderr.count("note[NTE02]") == result.stderr.count("note[") == 1


def test_it_offers_what_to_begin_with_and_asks_what_that_leaves_open(tmp_path: Path) -> None:
    shown = typed(tmp_path, "quick", *REST)
    assert "  regional-bank   dev and prod of one team" in shown
    assert "Name of the landing zone [credit-risk]: " in shown
    assert "Stages" not in shown
    assert examine(tmp_path / "bank.yaml").findings == ()


def test_it_says_at_once_what_is_wrong_and_asks_again(tmp_path: Path) -> None:
    shown = typed(tmp_path, *BLANK, "Nordwind Bank", "Nord wind", "NWB", "nordwind.example", ID.format(1), *REST)
    assert "must be 2 to 6 lower-case letters" in shown
    assert shown.count("part of every name [exbk]") == 2
    assert "nordwind.example: 'tenant' must be an id" in shown
    assert "`az account show --query tenantId`" in shown
    assert institution(tmp_path) == {"name": "Nordwind Bank", "code": "nwb", "tenant": ID.format(1)}


def test_an_overlap_names_the_other_answer_and_no_line_of_a_file(tmp_path: Path) -> None:
    shown = typed(tmp_path, *BLANK, *[ENTER] * 4, "10.0.0.0/8", "10.0.0.0/8", "10.0.0.0/7", "10.64.0.0/16", *REST)
    assert "Prefixes in use on premises: 10.0.0.0/8 is the same as this answer 10.0.0.0/8" in shown
    assert " on line " not in shown
    tree = load(tmp_path / "bank.yaml").tree
    assert (tree["onPremises"], tree["addressPools"]) == ({"prefixes": ["10.0.0.0/8"]}, ["10.64.0.0/16"])


def test_the_same_answers_as_options_make_the_same_blueprint(tmp_path: Path) -> None:
    typed(tmp_path, *INSURER)
    words = ["--name", "Nordwind Insurance", "--code", "nwi", "--tenant", ID.format(1), "--region", "westeurope"]
    words += ["--on-premises", "10.0.0.0/8", "--pool", "10.64.0.0/16", "--stage", "dev", "--stage", "prod"]
    words += ["--subscription", f"hub=connectivity={ID.format(2)}", "--subscription", f"dev={ID.format(3)}"]
    words += ["--subscription", f"prod={ID.format(4)}", "--team", "claims", "--team", "pricing"]
    words += ["--serving", "claims", "--lake", "prod", "--vpn-pool", "172.28.0.0/22"]
    words += ["--group", f"claims=claims-scientists={ID.format(5)}"]
    words += ["--group", f"pricing=pricing-scientists={ID.format(6)}"]
    assert ringfence("init", tmp_path / "other.yaml", *words).exit_code == 0
    assert (tmp_path / "other.yaml").read_text("utf-8") == (tmp_path / "bank.yaml").read_text("utf-8")


def test_none_leaves_out_what_may_be_left_out(tmp_path: Path) -> None:
    typed(tmp_path, *BLANK, *[ENTER] * 4, "none", *REST)
    assert "onPremises" not in load(tmp_path / "bank.yaml").tree


def test_a_default_avoids_what_was_answered_before(tmp_path: Path) -> None:
    premises = "10.40.128.0/20, 172.28.0.0/16"
    shown = typed(tmp_path, *BLANK, *[ENTER] * 4, premises, *[ENTER] * 8, "yes", *REST)
    assert "Prefixes set aside for Azure networks (several with commas) [172.20.0.0/16]: " in shown
    assert "machines get addresses of [192.168.240.0/22]: " in shown
    assert examine(tmp_path / "bank.yaml").findings == ()


def test_the_answer_back_asks_the_question_before_once_more(tmp_path: Path) -> None:
    shown = typed(tmp_path, "<", *BLANK, "Nordwind", "nwb", "<", "<", "Nordwind Bank", ENTER, *REST)
    assert "this is the first question" in shown
    assert "Name of the institution [Nordwind]: " in shown
    assert "part of every name [nwb]: " in shown
    tree = load(tmp_path / "bank.yaml").tree
    assert tree["institution"]["name"] == "Nordwind Bank"  # type: ignore[index, call-overload]
    assert tree["institution"]["code"] == "nwb"  # type: ignore[index, call-overload]


def test_other_stages_ask_for_their_subscriptions_after_going_back(tmp_path: Path) -> None:
    shown = typed(tmp_path, *BLANK, *[ENTER] * 6, "dev", ENTER, "<", "<", "test, prod", *REST)
    assert "Subscription of stage test" in shown
    assert [*blocks(tmp_path / "bank.yaml")] == ["first-team-test", "first-team-prod"]


def test_ctrl_c_keeps_the_answers_and_the_next_run_goes_on_from_them(tmp_path: Path) -> None:
    shown = interrupted(tmp_path, "Microsoft Entra tenant", *BLANK, AWKWARD[3], "nwb")
    assert "answers kept in bank.answers.yaml; `ringfence init bank.yaml` goes on from them" in shown
    assert [*listing(tmp_path)] == ["bank.answers.yaml"]
    shown = typed(tmp_path, ENTER, ID.format(1), *REST)
    assert "Go on from the answers in bank.answers.yaml? (yes or no) [yes]: " in shown
    assert "Name of the institution" not in shown
    assert institution(tmp_path) == {"name": AWKWARD[3], "code": "nwb", "tenant": ID.format(1)}
    assert [*listing(tmp_path)] == ["bank.yaml", "blueprint.schema.json"]


def test_kept_answers_may_be_left_behind(tmp_path: Path) -> None:
    typed(tmp_path, *BLANK, "Nordwind Bank")
    assert "Name of the institution [Example Bank]" in typed(tmp_path, "no", *BLANK, *REST)
    assert [*listing(tmp_path)] == ["bank.yaml", "blueprint.schema.json"]


def test_leaving_before_the_first_answer_leaves_nothing_behind(tmp_path: Path) -> None:
    assert "Aborted" in typed(tmp_path)
    assert listing(tmp_path) == {}
