"""REVIEW.md: the plan as the tables that network teams and change boards read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ringfence.pack.review.components import reference
from ringfence.pack.review.data.compute import compute
from ringfence.pack.review.inference import INFERENCE
from ringfence.pack.review.lakes.layers import ageing, instances, kept, stores
from ringfence.pack.review.lakes.readers import READERS
from ringfence.pack.review.language_models import MODELS
from ringfence.pack.review.mlops.pipelines import PIPELINES
from ringfence.pack.review.steps import Step, steps, ten_steps
from ringfence.pack.review.tables import FRONT, NETWORK, Table, build
from ringfence.pack.review.tables_of_bastion import BASTION
from ringfence.pack.review.tables_of_dns import DNS
from ringfence.pack.review.tables_of_services import SERVICES
from ringfence.pack.review.tables_of_versions import VERSIONS
from ringfence.pack.review.tables_of_ways_in import WAYS_IN
from ringfence.pack.runbook.script import Script
from ringfence.pack.text.markdown import environment, span, table
from ringfence.plan.model.package import Plan
from ringfence.plan.model.values import Code


def tables(plan: Plan, walked: Sequence[Step] = (), scripts: Sequence[Script] = ()) -> Iterator[Table]:
    """Every table of the review, in order of reading; `walked` are the plan's steps where they are known already."""
    yield ten_steps(walked or steps(plan))
    yield reference(plan, scripts)
    shared = (*READERS, instances, stores, kept, ageing, compute, *MODELS, *INFERENCE)
    yield from build(plan, (*FRONT, *NETWORK, *DNS, *WAYS_IN, *BASTION, *shared, *PIPELINES, *SERVICES, *VERSIONS))


def review(
    plan: Plan, name: str, walked: Sequence[Step] = (), scripts: Sequence[Script] = (), approval: str = ""
) -> str:
    """The text of `REVIEW.md`; `name` is the blueprint's file name, `scripts` are those of all packages.

    `approval` is the digest of the folder.
    """
    sections = map(_section, tables(plan, walked, scripts))
    said = {"name": span(name), "approval": approval}
    return environment().get_template("review.md.j2").render(plan=plan, sections=sections, **said)


def _section(section: Table) -> dict[str, str | Code]:
    return {"title": section.title, "text": section.text, "table": table(section.columns, section.rows)}
