"""Models and their controls: the inventory, what supervisors ask of models, and where evidence of models is kept."""

from __future__ import annotations

from ringfence.catalog.known.model_rules import model_rules
from ringfence.pack.review.lakes.layers import rights
from ringfence.pack.review.models.inventory import entries
from ringfence.pack.review.models.language_models import MODELS as LANGUAGE_MODELS
from ringfence.pack.review.tables import Builder, Table
from ringfence.pack.text.cells import MARK, WHY, row
from ringfence.plan.model.package import Plan

EVIDENCE, FOLDER = "evidence", "models/<model>/<version>/"
"""The layer that keeps evidence, and the folder in it for one version of a model."""
ANSWERS = "evaluations/<evaluation>/<run>/"
"""The folder in it for one evaluation of a language model."""


def controls(plan: Plan) -> Table:
    """Every model with who answers for it and what holds it in bounds."""
    rows = tuple(
        row(
            one.because,
            one.package,
            one.name,
            one.owner,
            one.materiality,
            one.use,
            one.maker,
            one.version,
            one.until,
            one.judged,
            one.limits,
            one.watched,
        )
        for one in entries(plan)
    )
    columns = (
        "Package",
        "Model",
        "Owner",
        "Materiality",
        "Used for",
        "Maker",
        "Version",
        "Runs until",
        "Validated by",
        "Limits",
        "Alerts",
        *WHY,
    )
    words = (
        "An inventory that a model risk team can use; what is not said is missing in the blueprint. It says which"
        " controls are deployed, and no supervisor's judgement of them."
    )
    return Table("Models and their controls", words, columns, rows)


def asked(plan: Plan) -> Table:
    """What supervisors ask of models, where the plan has any."""
    known = model_rules()
    rows = tuple(
        (
            rule.name,
            rule.since,
            rule.takes,
            rule.asks,
            ", ".join(rule.here),
            rule.beside,
            rule.source if rule.confirmed else f"{rule.source}{MARK}",
            rule.check or "-",
        )
        for rule in known.rules
    )
    columns = ("Rule", "Holds from", "Takes", "Asks for", "Tables to use", "Not shown by packages", "Source", "Check")
    words = f"As known on {known.asOf}. The tables are material for these rules; whether they suffice, the bank judges."
    return Table("What supervisors ask of models", words, columns, rows if any(entries(plan)) else ())


def evidence(plan: Plan) -> Table:
    """Who can put model cards, scorecards and metrics into containers that nothing can be deleted from."""
    asking = _asking(plan)
    rows = tuple(
        row(
            right.grant.resource.because,
            right.package,
            right.grant.principal_name,
            right.grant.role,
            f"{right.account}/{right.layer}",
            f"{FOLDER}, {ANSWERS}" if right.grant.principal.value in asking else FOLDER,
        )
        for package in plan.packages
        for right in rights(package)
        if right.layer == EVIDENCE and right.writes
    )
    columns = ("Package", "Written by", "Role", "Container", "Folder", *WHY)
    words = (
        "Model card, scorecard and metrics of a version lie in one folder, called model-card.md, scorecard.pdf and"
        " metrics.json. Files stay as long as the table *Immutable layers (WORM)* says. Each job of a cluster acts as"
        " its identity and can add files: evidence is what verdict.json has the hash of, when its own hash is the tag"
        " `verdict` of the version."
    )
    return Table("Evidence of models", words, columns, rows)


def _asking(plan: Plan) -> set[str]:
    """The identities, by id, of clusters whose jobs ask language models."""
    packages = {one.package for one in plan.mlops.language_models} if plan.mlops else set()
    modules = (module for package in plan.packages if package.name in packages for module in package.modules)
    return {cluster.identity.value for module in modules for cluster in module.clusters}


MODELS: tuple[Builder, ...] = (controls, asked, evidence, *LANGUAGE_MODELS)
