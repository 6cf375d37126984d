"""REL07, REL08, MAN09: reads the release before, and reduces it to what the documents print of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ringfence.diagnostics import Diagnostic, Place, Rejected, Report
from ringfence.plan.context.decisions.acceptance import Acceptance
from ringfence.plan.model.package import Package, Plan
from ringfence.plan.model.written.inventory import resources
from ringfence.plan.model.written.plan_json import decisions, plan_json, read_plan
from ringfence.releases.diff.change import Change
from ringfence.releases.diff.compare import compare, strangers
from ringfence.releases.diff.keeping import kept_shorter
from ringfence.releases.diff.source import MANIFEST, PLAN, Release, opened, unreadable
from ringfence.releases.immutable import bodies, replacements
from ringfence.releases.since.changed import changed
from ringfence.releases.since.leaving import leaving
from ringfence.releases.since.since import Fixed, Shortened, Since

Accepted = tuple[Acceptance, ...]
"""Decisions about the risks of the plan."""
_ID = re.compile(r"/subscriptions/[0-9a-fA-F-]{36}(/[\w.()~-]+)*")
"""Ids of resources as Azure has them: nothing in one is syntax of a shell or of Markdown."""
_SCRIPT = re.compile(r"packages/([^/]+)/[^/]+\.sh")


def since(before: str, plan: Plan, written: Path | None = None, accepted: Accepted = ()) -> Since:
    """A plan against the release before, which is a folder, its plan or REVISION:FOLDER.

    `written` is the folder that the plan is generated into, `accepted` are the decisions about its risks. Raises
    Rejected with one finding for a release that is not there (REL01), that this version cannot read (REL02), that is
    another institution's (REL06), whose plan was edited or has no manifest (REL07), and for the folder that is
    overwritten (REL08).
    """
    if written is not None and Path(before).exists() and Path(before).resolve() == written.resolve():
        raise _refused("REL08", before, _ITSELF, "copy the folder first, or name a revision such as main:out/bank")
    release = opened(before)
    had = _read(release)
    if had.institution.code != plan.institution.code:
        raise Rejected(Report.of([strangers(release, had, Release("this blueprint", b"", {}), plan)]))
    if not release.files.get(PLAN) or release.edited:
        raise _refused("REL07", before, f"{PLAN} of {before} is not the one that its {MANIFEST} lists", _HINT)
    try:
        return _reduced(release, had, plan, accepted)
    except (LookupError, ValueError, StopIteration) as wrong:
        raise unreadable(release, ValueError(f"its parts do not fit: {wrong}")) from None


_ITSELF = "the release before would be overwritten by this one, and a second run would compare the release with itself"
_HINT = "name a folder as `generate` wrote it: commands that delete follow from no edited plan"


def otherwise(before: str, plan: Plan, said: Since | None, accepted: Accepted) -> Iterator[Diagnostic]:
    """MAN09 where a folder says something else of the release before than that release and the plan give."""
    if said != since(before, plan, accepted=accepted):
        yield Diagnostic(
            code="MAN09",
            message=f"the folder does not say what {before} and its plan give of changes, removal and back-out",
            place=Place("release.json"),
            path="since",
            hint="generate it with --since and that release; follow no command of REMOVAL.md and BACKOUT.md until then",
            source="rule of the house: commands that delete follow from two plans",
        )


def _read(release: Release) -> Plan:
    try:
        plan = read_plan(release.plan)
    except ValueError as wrong:
        raise unreadable(release, wrong) from None
    for package in plan.packages:
        for resource in resources(package):
            if not _ID.fullmatch(resource.id):
                raise unreadable(release, ValueError(f"{resource.id!r} is no id of Azure"))
    return plan


def _reduced(release: Release, had: Plan, has: Plan, accepted: Accepted) -> Since:
    packages = {package.name for package in has.packages}
    scripts = [
        path for path in sorted(release.files) if (found := _SCRIPT.fullmatch(path)) and found[1] not in packages
    ]
    this = Release("this release", plan_json(has).encode(), {}, accepted)
    difference = compare(release, this)[0]
    return Since(
        version=release.said("ringfence"),
        approval=release.said("approval"),
        changes=changed(difference),
        removal=leaving(had, has),
        backout=leaving(has, had),
        deploy=tuple(one.name for one in had.packages if differs(one, had, has)),
        fixed=tuple(_fixed(had, has)),
        scripts=tuple(scripts),
        shortened=tuple(map(_shortened, filter(kept_shorter, difference.changes))),
    )


def differs(package: Package, had: Plan, has: Plan) -> bool:
    """Whether the second plan decides something else of a package of the first; reasons are not compared."""
    other = next((one for one in has.packages if one.name == package.name), None)
    if other is None or other == package:
        return other is None
    return decisions(replace(had, packages=(package,))) != decisions(replace(had, packages=(other,)))


def _fixed(had: Plan, has: Plan) -> Iterator[Fixed]:
    """What this release changes and Azure does not change back."""
    changed = {one.name for one in had.packages if differs(one, had, has)}
    before, after = (bodies(one for one in plan.packages if one.name in changed) for plan in (had, has))
    for row in replacements(after, before):
        yield Fixed(
            package=row.package.name,
            id=row.resource.id,
            path=row.path,
            was=row.new,
            now=row.old,
            why=row.fixed.why,
            source=row.fixed.source,
        )


def _shortened(change: Change) -> Shortened:
    return Shortened(package=change.package, what=change.what, path=change.path, was=change.old, now=change.new)


def _refused(code: str, name: str, message: str, hint: str) -> Rejected:
    return Rejected(Report.of([Diagnostic(code=code, message=message, place=Place(name), path=name, hint=hint)]))
