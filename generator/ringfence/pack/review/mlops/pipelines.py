"""Rows of the review about pipelines: identities with whom they trust, platform settings, agents, models."""

from __future__ import annotations

from ringfence.pack.review.tables import Builder, Table
from ringfence.pack.text.cells import WHY, row
from ringfence.plan.model.mlops import Mlops, PipelineIdentity, PipelineStage
from ringfence.plan.model.package import Plan


def identities(plan: Plan) -> Table:
    """Every identity of the pipelines, and whose tokens it takes."""
    found = plan.mlops.identities if plan.mlops else ()
    rows = tuple(
        row([i.because], i.package, i.name, i.purpose, i.does, i.subject or "not drafted yet", i.connection or "-")
        for i in found
    )
    columns = ("Package", "Identity", "Purpose", "Does", "Subject of tokens", "Service connection", *WHY)
    text = "None has a secret. No identity has the duty of another: the check walks the role assignments of each."
    return Table("Identities of pipelines", text, columns, rows)


def approvals(plan: Plan) -> Table:
    """What the platform must be told about each environment: who approves, from which branch."""
    rows = tuple(
        row([stage.because], name, approvers, _branch(first, pipelines), "yes" if approvers else "-")
        for pipelines in ([plan.mlops] if plan.mlops else [])
        for stage in pipelines.stages
        for name, approvers, first in _environments(stage)
    )
    columns = ("Environment", "One of them approves", "From branch", "Not who asked", *WHY)
    text = (
        "Settings of the platform, which are in no file: people set them there, and an auditor compares them with this."
        " In Azure DevOps each service connection has those of its environment, too."
    )
    return Table("Approvals of pipelines", text, columns, rows)


def _branch(identity: PipelineIdentity, pipelines: Mlops) -> str:
    """The branch whose jobs an environment takes; a preview runs on the change that is asked for."""
    return f"{pipelines.branch}, pull requests" if identity.purpose == "preview" else pipelines.branch


def _environments(stage: PipelineStage) -> list[tuple[str, tuple[str, ...], PipelineIdentity]]:
    """The environments of the platform, who approves there, and the first identity, in order of the work."""
    seen: dict[str, PipelineIdentity] = {}
    for one in stage.identities:
        seen.setdefault(one.environment, one)
    return [(name, stage.approvers if one.approved else (), one) for name, one in seen.items()]


def agents(plan: Plan) -> Table:
    """The machines that run the jobs of each environment."""
    rows = tuple(
        row(
            [s.pool.because],
            s.name,
            s.pool.package,
            s.pool.name,
            s.pool.count,
            s.pool.size,
            s.pool.image,
            s.pool.packages,
        )
        for s in (plan.mlops.stages if plan.mlops else ())
    )
    columns = ("Environment", "Package", "Agents", "Most", "Size", "Image", "Packages from", *WHY)
    return Table("Agents of pipelines", "Jobs of other environments never run on them.", columns, rows)


def models(plan: Plan) -> Table:
    """The models of the pipelines with the gates that a new version passes."""
    rows = tuple(
        row(
            [m.because],
            m.name,
            m.owner,
            m.materiality,
            f"{m.task} of {m.target}",
            tuple(f"{one.metric} {'at most' if one.less else 'at least'} {one.value:g}" for one in m.thresholds),
            f"at most {m.drift.bound:g}, {m.connection}: {m.drift.layer}/{m.drift.folder}" if m.drift else "-",
            f"{m.fairness.metric} {'at least' if m.fairness.ratio else 'at most'} {m.fairness.bound:g}"
            f" over {', '.join(m.fairness.sensitive)}"
            if m.fairness
            else "-",
            f"{m.connection}: {m.layer}/{m.folder}",
            f"{m.released.package}/{m.released.called}" if m.released else "-",
        )
        for m in (plan.mlops.models if plan.mlops else ())
    )
    columns = (
        "Model",
        "Owner",
        "Materiality",
        "Predicts",
        "Thresholds",
        "Drift",
        "Fairness",
        "Data",
        "Answers at",
        *WHY,
    )
    text = (
        "A version that misses a threshold or a bound of fairness is not registered. Drift is the population stability"
        " index of scored rows; a pipeline fails above it."
    )
    return Table("Models of pipelines", text, columns, rows)


PIPELINES: tuple[Builder, ...] = (identities, approvals, agents, models)
