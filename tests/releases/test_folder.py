"""`generate` over the folder of the last plan: subnets that leave are refused, resources that leave are told."""

from __future__ import annotations

from pathlib import Path

from tests.banks import Tree, bank, flow, write, zone
from tests.cli.ringfence import ringfence
from tests.variants import BASTION, GATEWAY, PREMISES


def generated(folder: Path, tree: Tree, *options: str) -> tuple[int, str]:
    """The exit code and the findings of `generate` into the folder's output."""
    done = ringfence("generate", write(folder, tree), "-o", folder / "out", *options)
    return done.exit_code, done.stderr


def with_bastion() -> Tree:
    """A bank whose people come in by a bastion."""
    return bank(zone("fraud"), hub={"bastion": {"from": BASTION["from"]}})


def test_a_subnet_that_leaves_its_network_is_refused_until_it_is_forced(tmp_path: Path) -> None:
    assert generated(tmp_path, with_bastion())[0] == 0
    code, said = generated(tmp_path, bank(zone("fraud")))
    assert code == 1
    assert "error[DSG45]" in said
    assert "AzureBastionSubnet" in said
    assert generated(tmp_path, bank(zone("fraud")), "--force")[0] == 0


def test_a_network_that_leaves_as_a_whole_loses_no_subnet(tmp_path: Path) -> None:
    assert generated(tmp_path, bank(zone("fraud"), zone("pricing")))[0] == 0
    code, said = generated(tmp_path, bank(zone("fraud")))
    assert (code, "DSG45" in said) == (0, False)


def test_what_leaves_a_package_and_a_package_that_leaves_are_told(tmp_path: Path) -> None:
    assert generated(tmp_path, bank(zone("fraud"), zone("pricing"), egress=[flow("feed", "fraud")]))[0] == 0
    code, said = generated(tmp_path, bank(zone("fraud")))
    words = " ".join(said.split())
    assert code == 0
    assert words.count("note[NTE30]") == 2
    assert "ruleCollectionGroups/rcg-tb-hub-egress" in words
    assert "pricing leaves the plan, and all that it has (" in words
    assert "rg-tb-pricing-network" in words


def test_what_leaves_is_told_of_the_release_before_where_one_is_named(tmp_path: Path) -> None:
    assert generated(tmp_path, bank(zone("fraud"), zone("pricing")))[0] == 0
    (tmp_path / "out").rename(tmp_path / "before")
    for _ in range(2):  # what lies in the folder that is written decides nothing
        code, said = generated(tmp_path, bank(zone("fraud")), "--since", str(tmp_path / "before"))
        assert code == 0
        assert said.count("note[NTE99]") == 1
        assert "NTE30" not in said


def test_the_same_plan_and_a_folder_without_a_plan_leave_nothing(tmp_path: Path) -> None:
    tree = bank(zone("fraud"))
    assert "NTE30" not in generated(tmp_path, tree)[1]
    assert "NTE30" not in generated(tmp_path, tree)[1]


def test_a_gateway_that_leaves_keeps_its_routes_until_it_is_gone(tmp_path: Path) -> None:
    def behind(**hub: Tree) -> Tree:
        return bank(zone("fraud"), hub={"resolver": {}, **hub}, premises=PREMISES)

    assert generated(tmp_path, behind(gateway=GATEWAY))[0] == 0
    code, said = generated(tmp_path, behind())
    words = " ".join(said.split())
    assert code == 1
    assert words.count("error[REL14]") == 2
    assert "GatewaySubnet of connectivity would lose the route table rt-tb-hub-gateway-weu" in words
    assert generated(tmp_path, behind(), "--force")[0] == 0
    assert generated(tmp_path, behind())[0] == 0


def test_a_landing_zone_that_comes_back_may_find_its_names_taken(tmp_path: Path) -> None:
    both = bank(zone("fraud"), zone("pricing"))
    assert "REL15" not in generated(tmp_path, both)[1]
    assert generated(tmp_path, bank(zone("fraud")))[0] == 0
    code, said = generated(tmp_path, both)
    words = " ".join(said.split())
    assert code == 0
    assert words.count("note[REL15]") == 2
    assert "pricing comes back with Key Vault kv-tb-pricing" in words
    assert "90 days" in words
    assert "REL15" not in generated(tmp_path, both)[1]
