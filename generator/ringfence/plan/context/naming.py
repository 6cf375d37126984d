"""Spells names: prefix, institution, landing zone, region, and a short hash where the world shares names."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ringfence.blueprint.suggestion import did_you_mean
from ringfence.catalog.read import kinds
from ringfence.catalog.spec import NameRule
from ringfence.plan.context.blueprint_context import BlueprintContext, Path


@dataclass(frozen=True, slots=True)
class Namer:
    """Names for one package. `words` are the institution's code and the landing zone's name.

    `overrides` are the blueprint's own names by kind, `at` where they stand, `seed` what the hash is taken of.
    """

    context: BlueprintContext
    words: Sequence[str]
    region: str
    seed: str
    overrides: Mapping[str, str]
    at: Path

    def name(self, kind: str, *more: str) -> str:
        """The name of a resource of this kind; `more` tells several of a kind apart. Faults go to the brief."""
        rule = kinds()[kind].name
        if rule is None:
            raise KeyError(f"{kind} has no naming rule")  # a bug in a service.yaml, not the user's
        if not more and kind in self.overrides:
            return self._checked(kind, rule, self.overrides[kind], (*self.at, "names", kind))
        return self._checked(kind, rule, self._derived(rule, more), (*self.at, "name"), given=not more)

    def _derived(self, rule: NameRule, more: Sequence[str]) -> str:
        """The full name if it fits, else the same with the landing zone's words shortened to initials.

        One of several cannot be named in the blueprint, so there the initials are cut as far as the name needs.
        """
        code, *words = self.words
        tail = [self.region] if rule.region else []
        tail += [fingerprint("/".join([self.seed, rule.prefix, *more]))] if rule.unique else []
        full = _join(rule, [rule.prefix, code, *words, *more, *tail])
        if len(full) <= rule.max or not rule.unique:
            return full
        short = _join(rule, [*map(initials, words)])
        name = _join(rule, [rule.prefix, code, short, *more, *tail])
        if not more or len(name) <= rule.max:
            return name
        room = max(0, len(short) - (len(name) - rule.max))
        return _join(rule, [rule.prefix, code, short[:room].rstrip("-"), *more, *tail])

    def _checked(self, kind: str, rule: NameRule, name: str, at: Path, *, given: bool = True) -> str:
        """The name itself; `given` says whether the blueprint could give another one."""
        title, source = kinds()[kind].title, rule.source or f"{kinds()[kind].type} types, name"
        if not rule.min <= len(name) <= rule.max:
            self.context.fault(
                "NAM01",
                f"the name of the {title} would be {len(name)} characters long; Azure accepts {rule.min} to {rule.max}",
                at,
                value=name,
                hint="shorten the landing zone's name"
                + (f", or give one with names: {{{kind}: ...}}" if given else ""),
                source=source,
            )
        elif not re.fullmatch(rule.pattern, name):
            self._refused(title, rule, name, at, source)
        return name

    def _refused(self, title: str, rule: NameRule, name: str, at: Path, source: str) -> None:
        """A name with other characters: by Azure's rule, or by that of the house where only capitals are the matter."""
        if re.fullmatch(rule.pattern, name.lower()):
            message, hint = f"{title}: Ringfence keeps names of this kind in lower case", f"write '{name.lower()}'"
            source = "Design of Ringfence; Azure compares most names without case"
        else:
            message, hint = f"{title}: Azure does not accept this name", f"it must match {rule.pattern}"
        self.context.fault("NAM02", message, at, value=name, hint=hint, source=source)


def _join(rule: NameRule, words: Sequence[str]) -> str:
    name = ("" if rule.compact else "-").join(word for word in words if word)
    return name.replace("-", "") if rule.compact else name


def initials(words: str) -> str:
    """`credit-risk-prod` → `cr-prod`: first letters of all words but the last, which tells stages apart."""
    *first, last = words.split("-")
    return "-".join(filter(None, ("".join(word[0] for word in first), last[:8])))


def fingerprint(seed: str) -> str:
    """Five characters a-z, 2-7 that depend on the whole seed; the same on every machine."""
    return base64.b32encode(hashlib.sha256(seed.encode()).digest())[:5].decode().lower()


def endpoint_name(namer: Namer, name: str, kind: str) -> str:
    """The full name of an endpoint: the blueprint's with five characters, because customers of a region share names.

    Source: azure-ai-docs machine-learning, endpoint names; Azure/mlops-project-template issue 29.
    """
    return f"{name}-{fingerprint(f'{namer.seed}/{kind}/{name}')}"


def check_overrides(context: BlueprintContext, names: Mapping[str, str], used: Sequence[str], at: Path) -> None:
    """Fault names for kinds that the package does not have."""
    for kind in names:
        if kind not in used:
            context.fault(
                "NAM03",
                f"there is nothing of the kind '{kind}' to name here",
                (*at, "names", kind),
                value=kind,
                hint=did_you_mean(kind, sorted(used), "kinds that can be named"),
                on_key=True,
            )
