"""The review: the plan as one page for approvers, and as the tables that network teams and change boards read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from ringfence.pack.review.components import reference
from ringfence.pack.review.data.compute import compute
from ringfence.pack.review.inference import INFERENCE
from ringfence.pack.review.lakes.layers import ageing, instances, kept, stores
from ringfence.pack.review.lakes.readers import READERS
from ringfence.pack.review.mlops.pipelines import PIPELINES
from ringfence.pack.review.models.controls import MODELS
from ringfence.pack.review.page.one_page import one_page
from ringfence.pack.review.page.rows_files import rows_files, rows_text
from ringfence.pack.review.steps import Step, steps, ten_steps
from ringfence.pack.review.tables import FRONT, NETWORK, Builder, Table, accepted, build, defaults, not_confirmed
from ringfence.pack.review.tables_of_bastion import BASTION
from ringfence.pack.review.tables_of_dns import DNS
from ringfence.pack.review.tables_of_services import SERVICES
from ringfence.pack.review.tables_of_versions import VERSIONS
from ringfence.pack.review.tables_of_ways_in import WAYS_IN
from ringfence.pack.review.telemetry.alerts import ALERTS
from ringfence.pack.runbook.script import Script
from ringfence.plan.model.package import Plan
from ringfence.releases.release import Release

PAGE = "REVIEW.md"
FIRST = Release()
"""A release of which nothing was decided yet."""


def tables(
    plan: Plan, walked: Sequence[Step] = (), scripts: Sequence[Script] = (), release: Release = FIRST
) -> Iterator[Table]:
    """Every table of the review, in order of reading; `walked` are the plan's steps where they are known already."""
    yield ten_steps(walked or steps(plan))
    yield reference(plan, scripts)
    shared = (*READERS, instances, stores, kept, ageing, compute, *MODELS, *INFERENCE, *ALERTS)
    front: tuple[Builder, ...] = (*FRONT, partial(accepted, release=release), not_confirmed, defaults)
    yield from build(plan, (*front, *NETWORK, *DNS, *WAYS_IN, *BASTION, *shared, *PIPELINES, *SERVICES, *VERSIONS))


def review(
    plan: Plan,
    name: str,
    walked: Sequence[Step] = (),
    scripts: Sequence[Script] = (),
    approval: str = "",
    release: Release = FIRST,
) -> dict[str, str]:
    """REVIEW.md and the files of rows that it links to, text by path; `name` is the blueprint's file name.

    `scripts` are those of all packages, `approval` is the digest of the folder.
    """
    files = rows_files(plan, tables(plan, walked, scripts, release))
    rows = {file.path: rows_text(file, plan.institution.name) for file in files}
    return {PAGE: one_page(plan, name, approval, release, files), **rows}
