"""The sections that REMOVAL.md and BACKOUT.md have alike, each left out where it has nothing to say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ringfence.pack.removal import rows as tables
from ringfence.pack.removal import words
from ringfence.pack.text.markdown import escaped, table
from ringfence.pack.text.numbered import numbered
from ringfence.plan.model.package import Deployment
from ringfence.plan.model.values import Code
from ringfence.releases.since.since import STACK, Due, Leaving

WHICH = ("Package", "What", "Name")
LOST = (*WHICH, "What is lost", "Source")
KEPT = (*WHICH, "What is kept", "Until", "Source")
FIRST = "Before a package is deployed"
"""The heading of the commands that come before any deployment."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, a sentence or more that is Markdown already, commands and a table; the last two may be empty."""

    title: str
    text: Code
    commands: Code | str = ""
    table: Code | str = ""


def before(rows: Sequence[Leaving], tenant: str) -> Iterator[Section]:
    """Who runs the commands, what to look at first, and what goes before a package is deployed."""
    if not rows:
        return
    text = Code(
        "The roles are built-in ones with the rights; narrower ones of the institution may take their place. Assign"
        f" them for the run alone. Sign in with `az login` to tenant `{tenant}`, run one command after the other, and"
        " stop at the first that fails. A command may be run again; what is gone already is no reason to stop."
    )
    yield Section("Who runs the commands", text, table=table(("Subscription", "Role", "For"), tables.rights(rows)))
    groups = [row for row in rows if words.whole_group(row) and not row.within and row.due is not Due.NEVER]
    if groups:
        text = Code(
            "A resource group goes with everything in it, also with what these packages did not make. Compare what is"
            " there with the table at the end."
        )
        yield Section("Look first", text, words.printed(map(words.look, groups)))
    if early := _commands(rows, Due.EARLY):
        text = Code(
            "This stands in a subnet that leaves, or names what does. Azure refuses a network without a subnet that is"
            " in use (`InUseSubnetCannotBeDeleted`)."
        )
        yield Section(FIRST, text, early)


def now(rows: Sequence[Leaving], title: str, text: str, deployment: Deployment) -> Iterator[Section]:
    """What is deleted once packages are deployed; `text` says which. Then packages that write their locks again."""
    if commands := _commands(rows, Due.NOW):
        yield Section(title, Code(text), commands)
    if again := dict.fromkeys(row.package for row in rows if row.again):
        text = (
            f"Locks of packages that stay were deleted. Deploy once more, to write them: {escaped(', '.join(again))}."
        )
        if deployment.denies:
            text += (
                " Deny settings of a stack refuse the delete of a lock: deploy these with `--deny-settings-mode none`"
                " first, as the rest of the command in DEPLOY.md says."
            )
        yield Section("Locks that stay", Code(text))


def after(rows: Sequence[Leaving]) -> Iterator[Section]:
    """What Azure keeps, what can go later, what stays, and every resource."""
    if held := tuple(tables.held(rows)):
        yield Section("What Azure keeps", Code("Names and content outlive a delete:"), table=table(KEPT, held))
    if later := _commands(rows, Due.LATER):
        text = Code(
            "Azure refuses these, and the groups that they are in, until the time in the table above. They cost until"
            " then, and rights on them count. After that:"
        )
        yield Section("What cannot be deleted yet", text, later)
    if stays := tuple(tables.never(rows)):
        yield Section("What is not deleted", Code("No command is for these:"), table=table((*WHICH, "Why"), stays))
    if every := tuple(tables.every(rows)):
        yield Section("Every resource", Code(f"{leaving(rows)}."), table=table((*WHICH, "How it goes"), every))


def leaving(rows: Sequence[Leaving]) -> str:
    """How many resources of one plan are deleted or stay in Azure, and what else is deleted, each with its unit."""
    resources = [row for row in rows if row.leaves]
    grants = sum(row.kind == "role-assignment" for row in resources)
    stay = sum(row.due is Due.NEVER for row in resources)
    stacks, locks = sum(row.kind == STACK for row in rows), sum(row.again for row in rows)
    said = numbered(len(resources), "resource")
    if resources:
        said += f", of which {numbered(grants, 'role assignment')}"
        said += f": {len(resources) - stay} to delete, {stay} that stay in Azure"
    said += f"; {numbered(stacks, 'deployment stack')} to delete" if stacks else ""
    return said + (f"; {numbered(locks, 'lock')} to delete and to deploy again" if locks else "")


def _commands(rows: Sequence[Leaving], due: Due) -> Code:
    """The deletes of a part in their order, then what gives names free."""
    part = [row for row in rows if row.due is due]
    deleted = [command for row in part if not row.within for command in words.deletes(row)]
    return words.printed([*deleted, *(command for row in part for command in words.purges(row))])
