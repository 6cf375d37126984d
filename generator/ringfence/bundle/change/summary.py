"""What CHANGE.md and change.json say of a change, found once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ringfence.bundle.change.impact import IMPACT, Interruption, interruptions
from ringfence.bundle.change.risk import Level, Reason, let_in, level, reasons
from ringfence.bundle.change.seen import Seen
from ringfence.bundle.written import sha256
from ringfence.example_ids import examples_in
from ringfence.pack.difference.audience import ROLES, for_whom
from ringfence.pack.difference.sections import counted
from ringfence.pack.text.numbered import numbered
from ringfence.plan.model.package import Plan
from ringfence.plan.model.written.inventory import resources
from ringfence.releases.diff.change import Verb
from ringfence.releases.diff.source import PLAN
from ringfence.releases.release import Release

RELEASE = "release"
"""The folder of a bundle with the generated files."""
_FIRST = "No release before was named, so nothing is compared."


@dataclass(frozen=True, slots=True)
class Item:
    """A configuration item by its id in Azure, which stays the same over releases, and what happens to it."""

    id: str
    type: str
    package: str
    change: str


@dataclass(frozen=True, slots=True)
class Summary:
    """A change: what is seen of it, levels with their reasons, and digests of what is approved.

    `digests` are SHA-256 by path in the bundle; `witnessed` is the number of statements of witnesses. `examples`
    are ids in the plan that came with a starting point: `ringfence deploy` refuses a release that has any.
    """

    seen: Seen
    release: Release
    approval: str
    digests: Mapping[str, str]
    witnessed: int
    examples: tuple[str, ...]
    risks: tuple[Reason, ...]
    impacts: tuple[Reason, ...]
    interruptions: tuple[Interruption, ...]

    @property
    def risk(self) -> Level:
        """The risk, the highest of its reasons."""
        return level(self.risks)

    @property
    def impact(self) -> Level:
        """The impact, the highest of its reasons."""
        return level(self.impacts)

    @property
    def what(self) -> str:
        """What changes, in one sentence, by the rows of diff.md."""
        difference = self.seen.difference
        if difference is None:
            return _FIRST
        rows = len(difference.changes)
        return f"{numbered(rows, 'row')} of diff.md: {counted(difference)}" if rows else counted(difference)

    @property
    def short(self) -> str:
        """What changes, in at most 160 characters."""
        told = f"{self.seen.plan.institution.code}: {'example ids, not to be deployed; ' if self.examples else ''}"
        told += f"risk {self.risk}; "
        if self.seen.difference is None:
            packages = numbered(len(self.seen.plan.packages), "package")
            return f"{told}{packages} with {numbered(len(self.items), 'resource')}, compared with no release before"
        opened = sum(1 for _ in self.seen.changes(lambda one: one.verb is Verb.OPENED))
        public = sum(1 for _ in self.seen.changes(lambda one: one.verb is Verb.OPENED and let_in(one)))
        ways = f"{numbered(public, 'way')} in from public addresses"
        return f"{told}{self.resources}; {numbered(opened, 'flow')} opened, {ways}"

    @property
    def resources(self) -> str:
        """How many resources are added, changed, made anew and removed."""
        count = Counter(one.change for one in self.items)
        others = ("changed", "replaced", "removed") if count["replaced"] else ("changed", "removed")
        told = (f"{count[word]} {word}" for word in others)
        return ", ".join((f"{numbered(count['added'], 'resource')} added", *told))

    @property
    def refusal(self) -> str:
        """Why `ringfence deploy` refuses the release; '' where it has no id of an example."""
        if not self.examples:
            return ""
        many = f"{len(self.examples)} ids that came with a starting point"
        return f"ringfence deploy refuses this release (AZU22), whose plan has {many}: {', '.join(self.examples)}."

    @property
    def items(self) -> tuple[Item, ...]:
        """The resources that the change is about; all of the release where it is compared with none."""
        before = self.seen.before
        return tuple(_all(self.seen.plan, "deployed") if before is None else _differing(self.seen, before))

    @property
    def minutes(self) -> tuple[int, int]:
        """How long the packages take that are deployed, one after the other; an estimate that no source confirms."""
        packages = self.seen.deployed()
        return sum(one.minutes[0] for one in packages), sum(one.minutes[1] for one in packages)

    @property
    def approvers(self) -> tuple[str, ...]:
        """The roles that have something to read in the difference, the board always."""
        difference = self.seen.difference
        return tuple(one for one in ROLES if one == "board" or not difference or for_whom(difference, one).changes)


def summary(seen: Seen, release: Release, approval: str, files: Mapping[str, bytes], witnessed: int) -> Summary:
    """The summary of a change whose files, bytes by path in the bundle, are there already."""
    digests = {path: sha256(content) for path, content in files.items()}
    examples = examples_in(files.get(f"{RELEASE}/{PLAN}", b"").decode())
    found = reasons(seen), reasons(seen, IMPACT), interruptions(seen)
    return Summary(seen, release, approval, digests, witnessed, examples, *found)


def _all(plan: Plan, change: str) -> Iterator[Item]:
    for package in plan.packages:
        for resource in resources(package):
            yield Item(resource.id, resource.type, package.name, change)


def _differing(seen: Seen, before: Plan) -> Iterator[Item]:
    """Each resource once: those of one plan only, and those of both of which a change is told.

    A change of a rule, whose id is below theirs, is one of the firewall policy or security group that has the rule.
    """
    had = {one.id.lower(): one for one in _all(before, "removed")}
    has = {one.id.lower(): one for one in _all(seen.plan, "added")}
    yield from (one for key, one in has.items() if key not in had)
    found: dict[str, Item] = {}
    for one in seen.changes(lambda one: bool(one.type)):
        steps = one.id.lower().split("/")
        above = ("/".join(steps[:end]) for end in range(len(steps), 0, -1))
        key = next((key for key in above if key in had and key in has and has[key].type == one.type), "")
        if key and (key not in found or one.verb is Verb.REPLACED):
            found[key] = replace(has[key], change="replaced" if one.verb is Verb.REPLACED else "changed")
    yield from found.values()
    yield from (one for key, one in had.items() if key not in has)
