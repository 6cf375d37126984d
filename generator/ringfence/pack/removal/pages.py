"""REMOVAL.md and BACKOUT.md by their names: what the release before left, and how this release is undone."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.pack.removal import rows as tables
from ringfence.pack.removal import words
from ringfence.pack.removal.section import KEPT, LOST, WHICH, Section, after, before, now
from ringfence.pack.text.markdown import environment, escaped, span, table
from ringfence.plan.model.package import Plan
from ringfence.plan.model.values import Code
from ringfence.releases.since.since import Due, Since

REMOVAL, BACKOUT = "REMOVAL.md", "BACKOUT.md"
_UNKNOWN = "Nothing is computed: this folder was generated without `--since`, so no release before it is known."
_SHORTENED = ("Package", "What", "Property", "Before", "Now")
_FIXED = (*WHICH[::2], "Property", "Before", "Now", "Why", "Source")


def removal_pages(plan: Plan, since: Since | None) -> dict[str, str]:
    """Both documents; each says in one line that nothing applies where that is so."""
    if since is None:
        return {REMOVAL: _page(plan, "Removal", _UNKNOWN), BACKOUT: _page(plan, "Back-out", _UNKNOWN)}
    return {REMOVAL: _removal(plan, since), BACKOUT: _backout(plan, since)}


def _removal(plan: Plan, since: Since) -> str:
    if not since.removal:
        said = f"Nothing leaves: every resource and role assignment of {_named(since)} is in this release too."
        return _page(plan, "Removal", said)
    said = (
        f"Deployments delete nothing. What {_named(since)} has and this one has not stays in Azure, with its rights and"
        " its costs. The commands follow from the two plans: locks come first, and each resource after what names it."
    )
    deployed = ("After every package is deployed", "Deploy this folder as DEPLOY.md says, then run:")
    sections = [*before(since.removal, plan.institution.tenant), *now(since.removal, *deployed, plan.deployment)]
    return _page(plan, "Removal", said, *sections, *_scripts(since), *_lost(since), *after(since.removal))


def _backout(plan: Plan, since: Since) -> str:
    if not (since.removal or since.backout or since.deploy):
        return _page(plan, "Back-out", f"Nothing is to undo: this release decides what {_named(since)} does.")
    said = f"This undoes the release, back to {_named(since)}."
    undone = ("What this release added", "Once these packages are deployed, run:")
    sections = [*_no_return(since), *before(since.backout, plan.institution.tenant), *_redeployed(since)]
    sections += now(since.backout, *undone, plan.deployment)
    if gone := tuple(tables.lost(since.backout)):
        sections.append(Section("What is lost of this release", Code("With it goes:"), table=table(LOST, gone)))
    return _page(plan, "Back-out", said, *sections, *after(since.backout))


def _no_return(since: Since) -> Iterator[Section]:
    """What cannot be undone: deletes of REMOVAL.md, data kept for a shorter time, properties Azure does not change."""
    lost, fixed = tuple(tables.lost(since.removal)), tuple(tables.fixed(since.fixed))
    shortened = tuple(tables.shortened(since.shortened))
    title = "Point of no return"
    if lost:
        text = "The first command of REMOVAL.md that deletes one of these. Deployed again they come back empty:"
        yield Section(f"{title}: deletes", Code(text), table=table(LOST, lost))
    if taken := tuple(tables.held(since.removal)):
        text = (
            "Azure refuses a deployment under these names from the delete in REMOVAL.md until the time in the table,"
            " unless the row says that it brings the resource back. A purge is one of the commands of REMOVAL.md."
        )
        gone = [row for row in since.removal if row.due is not Due.NEVER]
        if back := words.printed(command for row in gone for command in words.recovers(row)):
            text += (
                " A deployment that is refused has made the resource groups: then run these, which bring resources back"
                " with what they held, and deploy once more."
            )
        yield Section("Names that stay taken", Code(text), back, table(KEPT, taken))
    if shortened:
        text = (
            "The deployment of these properties. Data that the release before keeps may be deleted from then on, and"
            " the old value brings none of it back:"
        )
        yield Section(f"{title}: retention", Code(text), table=table(_SHORTENED, shortened))
    if fixed:
        text = "The deployment of these properties, which Azure does not change back:"
        yield Section(f"{title}: properties", Code(text), table=table(_FIXED, fixed))
    if not lost and not shortened and not fixed:
        yield Section(
            title, Code("None is known in the two plans. What people put into what is added is lost with it.")
        )


def _redeployed(since: Since) -> Iterator[Section]:
    """The packages of the release before that are deployed again."""
    text = "No package of the release before is deployed again: this release adds resources, and changes none."
    if since.deploy:
        text = (
            f"In the folder of the release before, whose digest must be {span(since.approval)}, deploy as its DEPLOY.md"
            f" says: {escaped(', '.join(since.deploy))}. `ringfence deploy` needs `--again` for that, and takes the"
            " digest with `--approved`."
        )
    yield Section("The release before", Code(text))


def _scripts(since: Since) -> Iterator[Section]:
    if since.scripts:
        listed = "\n".join(f"- {span(path)}" for path in since.scripts)
        text = (
            "What these scripts of the release before have made is no resource of a plan, and no command of this page"
            f" is for it. Delete it in the service itself, while that is there:\n\n{listed}"
        )
        yield Section("What scripts have made", Code(text))


def _lost(since: Since) -> Iterator[Section]:
    if gone := tuple(tables.lost(since.removal)):
        text = "Deployed again, under the same names, these come back empty or as others:"
        yield Section("What does not come back", Code(text), table=table(LOST, gone))


def _named(since: Since) -> str:
    return f"the release before (approval digest {span(since.approval)}, Ringfence {escaped(since.version)})"


def _page(plan: Plan, title: str, intro: str, *sections: Section) -> str:
    template = environment().get_template("removal.md.j2")
    return template.render(plan=plan, title=title, intro=Code(intro), sections=sections)
