"""What CHANGE.md and change.json say of a change, found once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ringfence.bundle.change.impact import IMPACT, Interruption, interruptions
from ringfence.bundle.change.risk import Level, Reason, let_in, level, reasons
from ringfence.bundle.change.seen import Seen
from ringfence.bundle.written import sha256
from ringfence.example_ids import examples_in
from ringfence.pack.difference.audience import ROLES, for_whom
from ringfence.pack.difference.sections import counted
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
        """What changes, in one sentence."""
        return counted(self.seen.difference) if self.seen.difference else _FIRST

    @property
    def short(self) -> str:
        """What changes, in at most 160 characters."""
        code = self.seen.plan.institution.code
        if self.seen.difference is None:
            packages = len(self.seen.plan.packages)
            return f"{code}: {packages} packages, compared with no release before"
        count = {word: sum(one.change == word for one in self.items) for word in ("added", "changed", "removed")}
        opened = sum(1 for _ in self.seen.changes(lambda one: one.verb is Verb.OPENED))
        public = sum(1 for _ in self.seen.changes(lambda one: one.verb is Verb.OPENED and let_in(one)))
        ways = "way" if public == 1 else "ways"
        said = f"+{count['added']} ~{count['changed']} -{count['removed']} resources, +{opened} flows"
        return f"{code}: {said}, {public} {ways} in from public addresses; risk {self.risk}"

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
        return tuple(_all(self.seen) if self.seen.difference is None else _changed(self.seen))

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


def _all(seen: Seen) -> Iterator[Item]:
    for package in seen.plan.packages:
        for resource in resources(package):
            yield Item(resource.id, resource.type, package.name, "deployed")


def _changed(seen: Seen) -> Iterator[Item]:
    """Each resource once: one that comes or goes is no changed one, whatever else changes with it."""
    words = {Verb.ADDED: "added", Verb.REMOVED: "removed"}
    found: dict[str, Item] = {}
    for one in seen.changes(lambda one: bool(one.type)):
        item = Item(one.id, one.type, one.package, words.get(one.verb, "changed"))
        if one.verb in words or one.id.lower() not in found:
            found[one.id.lower()] = item
    yield from found.values()
