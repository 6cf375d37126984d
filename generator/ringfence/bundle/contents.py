"""Every file of a bundle, from a decision: what `bundle` writes and what `verify` makes anew."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ringfence import pipeline
from ringfence.bundle import bundled, provenance, sbom, template_hashes
from ringfence.bundle.bundled import AGAINST, SOURCE, bundle_json
from ringfence.bundle.change import page, record
from ringfence.bundle.change.seen import Seen
from ringfence.bundle.change.summary import RELEASE, summary
from ringfence.bundle.evidence import evidence, passed
from ringfence.bundle.made import Made
from ringfence.bundle.maker import Maker
from ringfence.pack.difference.printed import as_json, as_markdown
from ringfence.plan.context.decisions.read import beside
from ringfence.plan.model.package import Plan
from ringfence.plan.model.written.plan_json import read_plan
from ringfence.releases.diff.change import Difference
from ringfence.releases.diff.compare import compare
from ringfence.releases.diff.source import MANIFEST, PLAN, Release, as_they_are, opened

Files = Mapping[str, bytes]
"""Bytes by path in the bundle."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a bundle is made of: a blueprint, beside which ledger and decisions lie, and the release before ('' = none).

    `output` is the folder that the release lies in.
    """

    blueprint: Path
    against: str
    output: Path

    def decide(self) -> pipeline.Decision:
        """The plan, with what the release before leaves; the ledger is not extended. Raises Rejected."""
        decision = pipeline.decide(self.blueprint, locked=True)
        return pipeline.following(decision, self.against, self.output) if self.against else decision

    def source(self) -> dict[str, bytes]:
        """Blueprint, ledger and decisions as they are, by path in the bundle."""
        ledger = pipeline.ledger_path(self.blueprint)
        paths = (self.blueprint, ledger, beside(ledger))
        return {f"{SOURCE}/{path.name}": path.read_bytes() for path in paths if path.is_file()}

    def before(self) -> dict[str, bytes]:
        """The release before as it is, by path in the bundle; what `diff` reads of it."""
        found = as_they_are(self.against) if self.against else {}
        return {f"{AGAINST}/{name}": content for name, content in found.items()}


def contents(of: Made, asked: Asked, maker: Maker) -> dict[str, bytes]:
    """Every file of the bundle. The same inputs, Ringfence and Bicep give the same bytes on every machine."""
    release = {f"{RELEASE}/{path}": text.encode() for path, text in of.files.items()}
    approval = pipeline.approval(of.files)
    told, difference, before = _compared(of, asked)
    files: dict[str, bytes] = {
        **release,
        **asked.source(),
        **asked.before(),
        **told,
        **evidence(of, approval, since=bool(asked.against)),
        template_hashes.NAME: template_hashes.template_hashes(release, RELEASE),
        sbom.NAME: sbom.sbom(maker),
    }
    about = summary(Seen(of.decision.plan, difference, before), of.decision.release, approval, files, passed(files))
    files[page.NAME] = page.change_page(about)
    files[record.NAME] = record.change_record(about)
    return closed(files, maker, f"{SOURCE}/{asked.blueprint.name}", approval)


def closed(files: Files, maker: Maker, blueprint: str, approval: str) -> dict[str, bytes]:
    """The files with the two that list them: provenance over all of these, and bundle.json over provenance too."""
    listed = {path: files[path] for path in sorted({*files} - {provenance.NAME, bundled.NAME})}
    listed[provenance.NAME] = provenance.provenance(listed, maker)
    return {**listed, bundled.NAME: bundle_json(listed, maker, blueprint, approval)}


def _compared(of: Made, asked: Asked) -> tuple[dict[str, bytes], Difference | None, Plan | None]:
    """What changes since the release before, for people and for programs, and its plan; nothing where none is named."""
    if not asked.against:
        return {}, None, None
    old = replace(opened(asked.against), name=AGAINST)
    manifest = json.loads(of.files[MANIFEST])
    new = Release(RELEASE, of.files[PLAN].encode(), manifest, of.decision.release.accepted)
    difference, report = compare(old, new)
    printed = {"diff.md": as_markdown(difference).encode(), "diff.json": as_json(difference, report).encode()}
    return printed, difference, read_plan(old.plan)
