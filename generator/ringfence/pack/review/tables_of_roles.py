"""Rows of the review about rights: role assignments, roles of the institution, who may act as which identity."""

from __future__ import annotations

from ringfence.pack.review.tables import Builder, Table
from ringfence.pack.text.cells import WHY, row
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.services import Grant


def scope_name(grant: Grant) -> str:
    """The scope of a role assignment by its last name; a layer with its account, as lakes have the same layers."""
    account, found, layer = grant.scope_id.partition("/blobServices/default/containers/")
    return f"{account.rsplit('/', 1)[-1]}/{layer}" if found else account.rsplit("/", 1)[-1]


def grants(plan: Plan) -> Table:
    """Every role assignment."""
    rows = tuple(
        row(
            g.resource.because,
            package.name,
            g.principal_name,
            g.principal_type,
            g.role,
            scope_name(g),
            g.containers,
        )
        for package, module in modules(plan)
        for g in module.grants
    )
    columns = ("Package", "Who", "Type", "Role", "On", "In containers", *WHY)
    return Table(
        "Role assignments", "By these packages; none is Owner, Contributor or User Access Administrator.", columns, rows
    )


def acting(plan: Plan) -> Table:
    """Who may act as which identity."""
    rows = tuple(row([a.because], a.package, a.holder, a.identity.rsplit("/", 1)[-1]) for a in plan.acting)
    text = "By jobs, code, images or deployments. The check walks every holder of a role and finds no other way."
    return Table("Acting as an identity", text, ("Package", "Who", "Acts as", *WHY), rows)


def definitions(plan: Plan) -> Table:
    """The roles of the institution that these packages define."""
    rows = tuple(
        row(
            r.resource.because,
            package.name,
            r.name,
            r.description,
            tuple(
                action.removeprefix("Microsoft.MachineLearningServices/") for action in (*r.actions, *r.data_actions)
            ),
            tuple(scope.rsplit("/", 1)[-1] for scope in r.scopes),
        )
        for package, module in modules(plan)
        for r in module.role_definitions
    )
    columns = ("Package", "Role", "Its holders", "Operations", "Subscriptions", *WHY)
    text = "Operations without a provider are those of Microsoft.MachineLearningServices."
    return Table("Roles of the institution", text, columns, rows)


ROLES: tuple[Builder, ...] = (grants, acting, definitions)
