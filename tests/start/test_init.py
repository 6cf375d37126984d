"""`init` writes a commented blueprint that validates, asks people and never scripts, and overwrites nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ringfence.assets import starting_points
from ringfence.blueprint.schema.json_schema import schema_text
from ringfence.example_ids import MADE_UP
from ringfence.load.document import load, read
from ringfence.pipeline import examine
from ringfence.start.beginnings import ABOUT, Chosen
from ringfence.start.institution import Group, Institution, Subscription, Used, Zone, blueprint
from tests.cli.ringfence import listing, ringfence

pytestmark = pytest.mark.slow

ID = "5d1c7b70-4f2e-4a8e-9d7e-0c6a1b2f3e{:02}"
AWKWARD = [
    "true",
    "null",
    "12",
    "O'Neill & Söhne: Bank",
    'say "yes" # no',
    "[x]",
    "{a}",
    "- dash",
    "*",
    "&a",
    "% x",
    "a: b",
]


def blocks(path: Path) -> dict[str, str]:
    """The workload block of each landing zone of a blueprint."""
    zones = load(path).tree["landingZones"]
    assert isinstance(zones, list)
    rows = [zone for zone in zones if isinstance(zone, dict)]
    return {str(row["name"]): next(key for key in row if key not in ("name", "environment")) for row in rows}


@pytest.mark.parametrize("start", sorted(starting_points()))
def test_every_starting_point_becomes_a_blueprint_that_validates_and_generates(start: str, tmp_path: Path) -> None:
    path = tmp_path / "bank.yaml"
    result = ringfence("init", path, "--from", start)
    assert result.exit_code == 0
    assert result.stdout.endswith(f"next: ringfence plan {path}\n")
    assert path.read_text("utf-8") == Chosen().text({"from": (start,)})
    assert (tmp_path / "blueprint.schema.json").read_text("utf-8") == schema_text()
    assert ringfence("generate", path, "-o", tmp_path / "out").exit_code == 0


def test_the_blank_one_explains_every_part_of_the_language() -> None:
    text = Chosen().text({})
    assert text.startswith("# yaml-language-server: $schema=blueprint.schema.json\n")
    for key in ("institution", "regions", "subscriptions", "environments", "addressPools", "onPremises", "hubs"):
        lines = text.splitlines()
        at = next(number for number, line in enumerate(lines) if line.startswith(f"{key}:"))
        assert lines[at - 1].startswith("#") or lines[at + 2].lstrip().startswith("#"), key


def test_what_the_blank_one_shows_in_comments_is_valid_too(tmp_path: Path) -> None:
    path = tmp_path / "bank.yaml"
    lines = Chosen().text({"lake": ("prod",), "serving first-team": ("yes",)}).splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("# connections:"))
    shown = [
        line.removeprefix("# ") if line.startswith("#  ") or line.endswith(":") else line for line in lines[first:]
    ]
    more = [line.replace("# instances", "instances").replace("#   - {user", "  - {user") for line in lines[:first]]
    path.write_text("\n".join([*more, *shown]), "utf-8")
    assert examine(path).findings == ()
    assert {"connections", "egress", "access"} <= set(load(path).tree)


def test_options_stand_in_their_places_and_every_comment_stays(tmp_path: Path) -> None:
    path = tmp_path / "bank.yaml"
    options = {
        "--name": "Nordwind Bank",
        "--code": "nwb",
        "--tenant": ID.format(1),
        "--team": "fraud",
        "--region": "northeurope",
        "--on-premises": "192.168.0.0/16",
    }
    lists = ["--subscription", f"hub={ID.format(2)}", "--subscription", f"prod={ID.format(3)}"]
    lists += ["--pool", "10.64.0.0/16", "--pool", "10.80.0.0/16", "--region", "swedencentral"]
    words = [word for pair in options.items() for word in pair]
    result = ringfence("init", path, *words, *lists)
    assert result.exit_code == 0, result.stderr
    assert "example ids" not in result.stdout
    tree = load(path).tree
    assert tree["institution"] == {"name": "Nordwind Bank", "code": "nwb", "tenant": ID.format(1)}
    assert tree["regions"] == ["northeurope", "swedencentral"]
    assert tree["addressPools"] == ["10.64.0.0/16", "10.80.0.0/16"]
    assert tree["onPremises"] == {"prefixes": ["192.168.0.0/16"]}
    assert tree["subscriptions"] == [
        {"name": "platform", "id": ID.format(2)},
        {"name": "workloads-prod", "id": ID.format(3)},
    ]
    comments = [line for line in path.read_text("utf-8").splitlines() if line.lstrip().startswith("#")]
    plain = [line.replace("first-team", "fraud") for line in Chosen().text({}).splitlines()]
    assert comments == [line for line in plain if line.lstrip().startswith("#")]


def test_a_landing_zone_gets_its_name_wherever_it_is_referred_to(tmp_path: Path) -> None:
    path = tmp_path / "bank.yaml"
    assert ringfence("init", path, "--from", "quickstart", "--landing-zone", "fraud").exit_code == 0
    assert "landingZones: [fraud]" in path.read_text("utf-8")
    assert examine(path).findings == ()


@pytest.mark.parametrize("name", AWKWARD)
def test_a_name_of_any_spelling_stays_that_text(name: str, tmp_path: Path) -> None:
    path = tmp_path / "bank.yaml"
    result = ringfence("init", path, "--name", name)
    if len(name) < 3:
        assert result.exit_code == 1
    else:
        assert load(path).tree["institution"] == {"name": name, "code": "exbk", "tenant": MADE_UP.format(1)}


def test_ids_that_came_with_the_example_are_named(tmp_path: Path) -> None:
    result = ringfence("init", tmp_path / "bank.yaml", "--tenant", ID.format(1))
    assert (
        "replace the example ids: subscriptions[name=platform].id, subscriptions[name=workloads-prod].id\n"
        in result.stdout
    )


@pytest.mark.parametrize("there", ["bank.yaml", "bank.ledger.yaml"])
def test_nothing_is_overwritten(there: str, tmp_path: Path) -> None:
    (tmp_path / there).write_text("mine", "utf-8")
    before = listing(tmp_path)
    result = ringfence("init", tmp_path / "bank.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "overwrites nothing" in result.stderr
    assert listing(tmp_path) == before


def test_a_schema_that_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / "blueprint.schema.json").write_text("mine", "utf-8")
    assert ringfence("init", tmp_path / "bank.yaml").exit_code == 0
    assert (tmp_path / "blueprint.schema.json").read_text("utf-8") == "mine"


def test_a_folder_that_cannot_hold_it_is_misuse(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = ringfence("init", tmp_path / "file" / "bank.yaml")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


def test_options_that_make_no_valid_blueprint_are_findings_without_a_line_and_nothing_is_written(
    tmp_path: Path,
) -> None:
    premises = ("--on-premises", "10.0.0.0/14")
    for words, code in ((("--code", "Nord Wind"), "BLU03"), ((*premises, "--pool", "10.0.0.0/13"), "NET01")):
        result = ringfence("init", tmp_path / "bank.yaml", *words, "--format", "json")
        (finding,) = json.loads(result.stdout)["findings"]
        assert (result.exit_code, finding["code"], finding["line"]) == (1, code, 0)
    assert finding["message"] == "10.0.0.0/14 overlaps --pool 10.0.0.0/13"
    assert listing(tmp_path) == {}


def test_a_ledger_is_never_taken_for_a_starting_point() -> None:
    assert all(not name.endswith("ledger") for name in starting_points())


def test_every_starting_point_is_told_in_a_line() -> None:
    assert ABOUT.keys() == starting_points().keys()
    assert all(len(f"  universal-bank  {line}") <= 100 for line in ABOUT.values())


def test_stages_teams_lake_vpn_and_groups_are_given_as_options(tmp_path: Path) -> None:
    path = tmp_path / "bank.yaml"
    words = ["--stage", "dev,prod", "--team", "claims", "--team", "Fraud Desk", "--serving", "claims"]
    words += ["--work", "fraud-desk=databricks", "--lake", "prod", "--vpn-pool", "172.28.0.0/24"]
    words += ["--subscription", f"hub=network={ID.format(1)}", "--subscription", f"dev={ID.format(1)}"]
    words += ["--group", f"claims=scientists={ID.format(4)}", "--persona", "claims=ml-engineer"]
    assert ringfence("init", path, *words, "--on-premises", "none").exit_code == 0
    tree = load(path).tree
    assert tree["environments"] == [
        {"name": "dev", "subscription": "network"},
        {"name": "prod", "subscription": "workloads-prod"},
    ]
    assert blocks(path) == {
        "claims-dev": "machineLearning",
        "claims-prod": "machineLearning",
        "claims-serving-dev": "inference",
        "claims-serving-prod": "inference",
        "fraud-desk-dev": "databricks",
        "fraud-desk-prod": "databricks",
        "lake-prod": "dataLake",
    }
    assert "onPremises" not in tree
    assert '"addressPool": "172.28.0.0/24"' in json.dumps(tree["hubs"])
    assert tree["access"] == [
        {
            "group": "scientists",
            "objectId": ID.format(4),
            "personas": ["ml-engineer"],
            "landingZones": ["claims-dev", "claims-prod", "claims-serving-dev", "claims-serving-prod"],
        }
    ]


def test_one_group_of_two_teams_is_there_once(tmp_path: Path) -> None:
    path = tmp_path / "bank.yaml"
    group = f"people={ID.format(4)}"
    teams = ("--team", "fraud", "--team", "claims")
    assert ringfence("init", path, *teams, "--group", f"fraud={group}", "--group", f"claims={group}").exit_code == 0
    assert load(path).tree["access"] == [
        {
            "group": "people",
            "objectId": ID.format(4),
            "personas": ["data-scientist"],
            "landingZones": ["fraud", "claims"],
        }
    ]


def test_a_script_is_told_that_the_only_stage_is_production(tmp_path: Path) -> None:
    assert "the only stage is prod" in ringfence("init", tmp_path / "bank.yaml").stdout
    assert "the only stage" not in ringfence("init", tmp_path / "other.yaml", "--stage", "prod").stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("--subscription", "nonprod=x"),
            "--subscription nonprod fits nothing here; did you mean '--subscription prod'",
        ),
        (("--group", f"fraud=x={ID.format(1)}"), "--group fraud fits nothing here; did you mean '--group first-team'"),
        (("--from", "quickstart", "--stage", "dev"), "--stage fits nothing here"),
        (("--work", "first-team=spark"), "'spark' is none of them; there are: machineLearning, databricks"),
        (("--group", "first-team=scientists"), "write it as NAME=ID"),
        (("--lake", "test"), "'test' is none of them"),
    ],
)
def test_an_option_that_fits_nothing_is_misuse(words: tuple[str, ...], told: str, tmp_path: Path) -> None:
    result = ringfence("init", tmp_path / "bank.yaml", *words)
    assert (result.exit_code, listing(tmp_path)) == (2, {})
    assert told in " ".join(result.stderr.split())


def test_nothing_that_was_typed_becomes_yaml() -> None:
    for text in AWKWARD:
        bank = Institution(
            name=text,
            code=text,
            tenant=text,
            regions=(text,),
            premises=(text, text),
            pools=(text,),
            subscriptions=(Subscription(text, text),),
            hub=Used(text, text),
            stages=(Used(text, text),),
            zones=(Zone(text, text, "inference"),),
            groups=(Group(text, text, (text,), (text,)),),
            vpn_pool=text,
        )
        tree = read("bank.yaml", blueprint(bank)).tree
        assert tree["institution"] == {"name": text, "code": text, "tenant": text}
        assert (tree["regions"], tree["addressPools"]) == ([text], [text])
        assert tree["onPremises"] == {"prefixes": [text, text]}
        assert tree["subscriptions"] == [{"name": text, "id": text}]
        assert tree["environments"] == [{"name": text, "subscription": text}]
        users = {"addressPool": text, "authentication": "entra"}
        assert tree["hubs"] == [
            {"name": text, "subscription": text, "gateway": {"vpn": {"pointToSite": users}}, "resolver": {}}
        ]
        assert tree["landingZones"] == [{"name": text, "environment": text, "inference": {}}]
        assert tree["access"] == [{"group": text, "objectId": text, "personas": [text], "landingZones": [text]}]
