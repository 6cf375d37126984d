"""Private endpoints of one target: one after another, and in the order that Azure wants."""

from __future__ import annotations

from dataclasses import replace

from ringfence.plan.model.module import Module
from ringfence.plan.model.package import Package, Plan
from ringfence.rules.endpoints import check
from tests.rules.edits import edited, put


def signs_in(module: Module) -> bool:
    return any(endpoint.group == "browser_authentication" for endpoint in module.endpoints)


def test_sign_in_before_its_workspace_is_refused(plan: Plan) -> None:
    turned = edited(plan, Module, lambda one: replace(one, endpoints=one.endpoints[::-1]), signs_in)
    assert [found.code for found in check(turned)] == ["DSG62"]


def apart(package: Package, *after: str) -> Package:
    """The endpoints of the Databricks workspace in two modules, of which the second waits for these."""
    door = next(module for module in package.modules if signs_in(module))
    second = replace(door, name="more", endpoints=door.endpoints[1:], after=(*door.after, *after))
    rest = [module for module in package.modules if module is not door]
    return replace(package, modules=(*rest, replace(door, endpoints=door.endpoints[:1]), second))


def test_endpoints_of_one_target_in_modules_side_by_side_are_refused(plan: Plan) -> None:
    where = lambda one: any(map(signs_in, one.modules))  # noqa: E731
    beside = edited(plan, Package, apart, where)
    assert [found.code for found in check(beside)] == ["DSG62"]
    behind = edited(plan, Package, lambda one: apart(one, "databricks-endpoints"), where)
    assert list(check(behind)) == []


def test_a_module_behind_another_may_be_so_by_a_third(plan: Plan) -> None:
    def change(package: Package) -> Package:
        split = apart(package, "between")
        between = Module(name="between", title="", scope="", after=("databricks-endpoints",))
        return replace(split, modules=(*split.modules, between))

    chained = edited(plan, Package, change, lambda one: any(map(signs_in, one.modules)))
    assert list(check(chained)) == []
    unchained = edited(chained, Module, put(after=()), lambda one: one.name == "between")
    assert [found.code for found in check(unchained)] == ["DSG62"]
