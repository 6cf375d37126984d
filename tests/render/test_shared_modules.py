"""Modules that packages share: one text for each file, whatever the blueprint asks for and however many call it."""

from __future__ import annotations

import copy
import re
from collections import defaultdict
from dataclasses import replace

import pytest

from ringfence.assets import root
from ringfence.pipeline import decide
from ringfence.plan.context.ledger import Ledger
from ringfence.plan.model.package import Plan, modules
from ringfence.render.tree import render
from tests.banks import Tree, bank, zone
from tests.properties.test_plan import plan_of
from tests.variants import EXEMPTIONS, OVERRIDES, VARIANTS

BLUEPRINTS = sorted(file for file in (root() / "blueprints").glob("*.yaml") if file.name.count(".") == 1)

FIREWALLS: tuple[Tree, ...] = (
    {"tier": "Standard", "zones": [2]},
    {"publicAddresses": 3, "signatureOverrides": OVERRIDES, "threatExceptions": EXEMPTIONS},
)


@pytest.fixture(scope="module")
def plans() -> list[Plan]:
    """Plans that differ in all that the language can say, those of the examples among them."""
    trees = [*map(copy.deepcopy, VARIANTS.values()), *(bank(hub={"firewall": firewall}) for firewall in FIREWALLS)]
    return [plan_of(tree)[0] for tree in trees] + [decide(file).plan for file in BLUEPRINTS]


def test_a_shared_module_is_the_same_text_for_every_blueprint(plans: list[Plan]) -> None:
    texts: dict[str, set[str]] = defaultdict(set)
    for plan in plans:
        for path, text in render(plan).items():
            if path.startswith("modules/"):
                texts[path].add(text)
    assert len(texts) > 10
    assert [path for path, found in texts.items() if len(found) > 1] == []


def test_firewall_and_security_groups_are_shared_and_no_value_has_a_deny(plans: list[Plan]) -> None:
    for plan in plans:
        files = render(plan)
        assert {"modules/firewall.bicep", "modules/security-groups.bicep"} <= files.keys()
        groups = files["modules/security-groups.bicep"]
        assert re.findall(r"^  deny\('(\w+)'\)$", groups, re.MULTILINE) == ["Inbound", "Outbound"]
        assert [path for path, text in files.items() if "Microsoft.Network/networkSecurityGroups@" in text] == [
            "modules/security-groups.bicep"
        ]
        assert not [path for path, text in files.items() if path.endswith("param") and "deny-all" in text]


def test_whether_a_module_is_shared_does_not_depend_on_how_many_packages_call_it(plans: list[Plan]) -> None:
    shared: dict[str, set[bool]] = defaultdict(set)
    for plan in plans:
        for _, module in modules(plan):
            shared[module.file].add(module.shared)
    assert [file for file, found in shared.items() if len(found) > 1] == []


def test_a_landing_zone_more_changes_no_shared_module() -> None:
    ledger = Ledger()
    one, ledger = plan_of(bank(zone("fraud")), ledger)
    two, _ = plan_of(bank(zone("fraud"), zone("pricing")), ledger)
    before, after = render(one), render(two)
    assert {path: after[path] for path in before if path.startswith("modules/")} == {
        path: text for path, text in before.items() if path.startswith("modules/")
    }


def test_packages_that_would_not_share_one_text_are_refused() -> None:
    plan, _ = plan_of(bank(zone("fraud"), zone("pricing")))
    *others, last = plan.packages
    renamed = [replace(module, title="Another") if module.shared else module for module in last.modules]
    with pytest.raises(ValueError, match="is not the same for pricing as for other packages"):
        render(replace(plan, packages=(*others, replace(last, modules=tuple(renamed)))))
