"""The script that asks another API for objects: plain shell, once made, compared afterwards, nothing by `plan`."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from ringfence.pack.runbook.deploy import deploy
from ringfence.pack.runbook.remote_objects import remote_scripts
from ringfence.plan.model.package import Plan
from ringfence.plan.model.registers import RemoteObject, Setting
from tests.banks import planned
from tests.pack.stand_ins import Done, lines
from tests.pack.stand_ins import run as run_script
from tests.plan.test_power_bi import tree
from tests.rules.edits import edited, put
from tests.variants import CAPACITY

AZ = r"""#!/bin/sh
method= url= query= body=
while [ $# -gt 0 ]; do
  case "$1" in
    --method) method=$2 ;; --url) url=$2 ;; --query) query=$2 ;; --body) body=$2 ;;
  esac
  shift
done
[ -z "${FAILS-}" ] || { echo "403" >&2; exit 3; }
if [ "$method" != get ]; then
  printf '%s %s %s\n' "$method" "$url" "$body" >>calls
  exit 0
fi
case "$query" in
  value*) printf '%s' "${IDS-}" ;;
  continuation*) case "$url" in *page=2) ;; *) printf '%s' "${NEXT-}" ;; esac ;;
  *) sed -n "s/^$query=//p" object ;;
esac
"""
OBJECT = """\
type=VirtualNetwork
virtualNetworkAzureResource.subscriptionId={subscription}
virtualNetworkAzureResource.resourceGroupName=rg-tb-reporting-network
virtualNetworkAzureResource.virtualNetworkName={network}
virtualNetworkAzureResource.subnetName=snet-powerbi
capacityId={capacity}
inactivityMinutesBeforeSleep=30
numberOfMemberGateways={members}
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return planned(tmp_path_factory.mktemp("remote"), tree()).plan


def there(plan: Plan, **other: str) -> str:
    """What the API says of the gateway that was made as planned, but for these values."""
    reporting = next(one for one in plan.packages if one.name == "reporting")
    (network,) = [n for module in reporting.modules for n in module.networks]
    values = {
        "subscription": reporting.subscription.upper(),
        "network": network.resource.id.rsplit("/", 1)[-1],
        "capacity": CAPACITY,
        "members": "3",
    }
    return OBJECT.format(**{**values, **other})


def run(folder: Path, plan: Plan, mode: str, held: str = "", **variables: str) -> tuple[Done, list[str]]:
    """The script with an API that holds this object; what it said, and the calls that change something."""
    (script,) = remote_scripts(plan)
    (folder / "object").write_text(held, "utf-8")
    done = run_script(folder, f"set -- {mode}\n{script.text}", {"az": AZ}, **variables)
    return done, lines(folder / "calls")


def test_it_is_made_in_the_subnet_with_every_value(plan: Plan, tmp_path: Path) -> None:
    done, (call,) = run(tmp_path, plan, "apply")
    assert done.returncode == 0, done.stderr
    method, url, body = call.split(" ", 2)
    assert (method, url) == ("post", "https://api.fabric.microsoft.com/v1/gateways")
    said = json.loads(body)
    assert said["displayName"] == "tb-reporting"
    assert said["virtualNetworkAzureResource"]["subnetName"] == "snet-powerbi"
    assert said["numberOfMemberGateways"] == 3


def test_plan_says_it_and_changes_nothing(plan: Plan, tmp_path: Path) -> None:
    done, calls = run(tmp_path, plan, "plan")
    assert (done.returncode, calls) == (0, [])
    assert done.stdout == "would make VNet data gateway tb-reporting\n"


def test_a_second_run_changes_nothing(plan: Plan, tmp_path: Path) -> None:
    done, calls = run(tmp_path, plan, "apply", there(plan), IDS="one")
    assert (done.returncode, calls) == (0, []), done.stderr
    assert "is there as planned" in done.stdout


def test_values_that_can_change_are_set_and_named(plan: Plan, tmp_path: Path) -> None:
    done, (call,) = run(tmp_path, plan, "apply", there(plan, members="1"), IDS="one")
    method, url, body = call.split(" ", 2)
    assert (method, url) == ("patch", "https://api.fabric.microsoft.com/v1/gateways/one")
    assert json.loads(body)["numberOfMemberGateways"] == 3
    assert "virtualNetworkAzureResource" not in json.loads(body)
    assert done.stdout == "done: change VNet data gateway tb-reporting: numberOfMemberGateways\n"


def test_a_gateway_of_another_network_is_an_error(plan: Plan, tmp_path: Path) -> None:
    done, calls = run(tmp_path, plan, "apply", there(plan, network="vnet-other"), IDS="one")
    assert (done.returncode, calls) == (1, [])
    assert "can never change" in done.stderr


def test_two_of_the_name_are_an_error_also_on_two_pages(plan: Plan, tmp_path: Path) -> None:
    more = "https://api.fabric.microsoft.com/v1/gateways?page=2"
    done, calls = run(tmp_path, plan, "apply", there(plan), IDS="one\n", NEXT=more)
    assert (done.returncode, calls) == (1, [])
    assert "several have this name" in done.stderr


def test_what_cannot_be_asked_is_no_reason_to_make_one(plan: Plan, tmp_path: Path) -> None:
    done, calls = run(tmp_path, plan, "apply", FAILS="1")
    assert done.returncode != 0
    assert calls == []


@pytest.mark.parametrize("mode", ["", "delete"])
def test_without_one_of_both_words_it_does_nothing(mode: str, plan: Plan, tmp_path: Path) -> None:
    done, calls = run(tmp_path, plan, mode)
    assert (done.returncode, calls) == (2, [])


def test_deploy_md_says_to_look_first_and_who_may(plan: Plan) -> None:
    scripts = tuple(remote_scripts(plan))
    said = deploy(plan, scripts)
    assert "run `sh remote-objects.sh` in the folder `packages/reporting`" in said
    assert "First with the word `plan`, which changes nothing" in said
    assert "subnets/join/action" in scripts[0].text
    assert max(map(len, scripts[0].text.split("set -eu")[0].splitlines())) <= 120


def test_a_name_that_would_mean_something_to_the_shell_is_refused(plan: Plan) -> None:
    spoiled = edited(plan, RemoteObject, put(name="a'; rm -rf /"))
    with pytest.raises(ValueError, match="no name that a script can ask for"):
        list(remote_scripts(spoiled))
    spoiled = edited(plan, Setting, put(value="$(id)"))
    with pytest.raises(ValueError, match="no name"):
        list(remote_scripts(spoiled))


def test_the_script_has_words_that_the_shell_takes_apart_as_meant(plan: Plan) -> None:
    (script,) = remote_scripts(plan)
    (body,) = [line for line in script.text.splitlines() if "send post" in line]
    assert json.loads(shlex.split(body)[4])["type"] == "VirtualNetwork"
