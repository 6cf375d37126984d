"""change.json: a change record with the field names of ServiceNow's `change_request`.

Risk and impact are words, because their values are choices of each instance. Source: ServiceNow documentation, Change
Management, change request form (short_description of at most 160 characters).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict

from ringfence.bundle.change.justification import justified
from ringfence.bundle.change.risk import Reason
from ringfence.bundle.change.summary import RELEASE, Summary
from ringfence.bundle.written import as_json
from ringfence.pack.removal.section import FIRST, leaving
from ringfence.pack.text.numbered import numbered
from ringfence.releases.diff.change import Section
from ringfence.releases.since.changed import named
from ringfence.releases.since.since import Due

NAME = "change.json"
LONGEST = 160
_PEOPLE = (
    "assignment_group",
    "business_service",
    "cmdb_ci",
    "end_date",
    "requested_by",
    "service_offering",
    "start_date",
)
"""What only people know."""
_NOTE = (
    "risk and impact are words: map them to the choices of your instance. People may raise what the rules say, and"
    " lower it with a reason."
)


def change_record(of: Summary) -> bytes:
    """The record as the text of a file; fields that only people know are empty and listed under `for_people`."""
    justification = "\n".join(justified(of.seen))
    people = sorted([*_PEOPLE, *([] if justification else ["justification"])])
    least, most = of.minutes
    return as_json(
        {
            "short_description": of.short[:LONGEST],
            "description": "\n".join(_description(of)),
            "type": "normal",
            "category": "Network" if "network" in of.approvers else "Software",
            "risk": of.risk,
            "impact": of.impact,
            "justification": justification,
            "implementation_plan": "\n".join(_implementation(of)),
            "risk_impact_analysis": "\n".join(_analysis(of)),
            "backout_plan": "\n".join(_backout(of)),
            "test_plan": "\n".join(_tests(of)),
            **dict.fromkeys(_PEOPLE, ""),
            "for_people": people,
            "note": _NOTE,
            "reasons": {"risk": _reasons(of.risks), "impact": _reasons(of.impacts)},
            "example_ids": of.examples,
            "approvers": of.approvers,
            "approval_digest": of.approval,
            "window_minutes": {"from": least, "to": most, "confirmed": False},
            "outage_known": of.seen.difference is not None,
            "outage": [asdict(one) for one in of.interruptions],
            "configuration_items": [asdict(one) for one in of.items],
        }
    )


def _description(of: Summary) -> Iterator[str]:
    names = [one.name for one in of.seen.deployed()]
    yield of.what
    yield f"{numbered(len(names), 'package')} to deploy: {', '.join(names) or 'none'}"


def _analysis(of: Summary) -> Iterator[str]:
    for title, found in (("Risk", of.risks), ("Impact", of.impacts)):
        yield from (f"{title} {one.level}: {one.text}" for one in found)
        if not found:
            yield f"{title} low: no rule of {title.lower()} holds."
    yield from (f"Interruption: {one.what}: {one.why}" for one in of.interruptions)


def _reasons(found: tuple[Reason, ...]) -> list[Mapping[str, str]]:
    return [asdict(one) for one in found]


def _implementation(of: Summary) -> Iterator[str]:
    if of.refusal:
        yield f"Not to be deployed: {of.refusal}"
    yield "1. Run `ringfence verify` on the bundle and compare the SHA-256 of the file with the one that was approved."
    for change in of.seen.changes(lambda one: one.section is Section.REPLACED):
        yield f"   Before step 2: Azure does not change this in place: {named(change)}. {change.note}"
    removal = of.release.since.removal if of.release.since else ()
    if any(row.due is Due.EARLY for row in removal):
        yield f"   Before step 2: run the commands of REMOVAL.md under '{FIRST}'; Azure refuses the deployment else."
    yield f"2. Unpack it. In {RELEASE}/ follow DEPLOY.md (SHA-256 {of.digests[f'{RELEASE}/DEPLOY.md']}):"
    for one in of.seen.deployed():
        parameters = of.digests[f"{RELEASE}/packages/{one.name}/main.bicepparam"]
        template = of.digests[f"{RELEASE}/packages/{one.name}/main.json"]
        yield f"   - {one.name}, {one.minutes[0]} to {one.minutes[1]} minutes; subscription {one.subscription}"
        yield f"     main.bicepparam SHA-256 {parameters}, main.json SHA-256 {template}"
    if removal:
        yield f"3. Follow REMOVAL.md (SHA-256 {of.digests[f'{RELEASE}/REMOVAL.md']})."


def _backout(of: Summary) -> Iterator[str]:
    digest = of.digests[f"{RELEASE}/BACKOUT.md"]
    since = of.release.since
    if since is None:
        yield f"BACKOUT.md (SHA-256 {digest}) knows no release before. Write down what undoes a first release."
        return
    yield f"Follow BACKOUT.md (SHA-256 {digest}): back to the release with approval digest {since.approval}."
    yield f"{numbered(len(since.deploy), 'package')} to deploy again: {', '.join(since.deploy) or 'none'}."
    yield f"{leaving(since.backout)}."
    if since.fixed:
        names = ", ".join(f"{one.id} {one.path}" for one in since.fixed)
        yield f"Properties that Azure does not change back ({len(since.fixed)}): {names}."
    if since.shortened:
        names = ", ".join(f"{one.what} {one.path}" for one in since.shortened)
        yield f"Properties that keep data for a shorter time ({len(since.shortened)}): {names}."


def _tests(of: Summary) -> Iterator[str]:
    yield f"Before: {of.witnessed} statements of witnesses hold in evidence/junit.xml; `ringfence verify` repeats them."
    yield "Before: `ringfence what-if` previews the packages in Azure."
    yield "After: the checks of DEPLOY.md and its steps by hand; `ringfence confirm` asks Azure for unconfirmed facts."
