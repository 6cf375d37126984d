"""Previews as text for a terminal, as JSON for programs and as Markdown for a pull request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ringfence.azure.preview.answer import Kind
from ringfence.azure.preview.delta import Difference
from ringfence.azure.preview.noise import Judged, secures
from ringfence.azure.preview.run import Look, value
from ringfence.pack.text.markdown import environment
from ringfence.plan.model.package import Plan
from ringfence.reporting import visible

_SIGNS = {Kind.CREATE: "+", Kind.MODIFY: "~", Kind.DELETE: "-", Kind.DEPLOY: "!", Kind.UNSUPPORTED: "?"}
_WORDS = {
    Kind.CREATE: "to create",
    Kind.MODIFY: "to change",
    Kind.DELETE: "to delete",
    Kind.DEPLOY: "to deploy again",
    Kind.NO_CHANGE: "unchanged",
    Kind.IGNORE: "ignored by Azure",
    Kind.UNSUPPORTED: "not looked at by Azure",
}


def counted(look: Look) -> str:
    """How many resources there are of each kind of change, how much was looked at, and how much noise there was."""
    if look.coverage is None:
        return "no preview; see the findings"
    parts = [f"{look.counts[kind]} {words}" for kind, words in _WORDS.items() if look.counts[kind]]
    noise = sum(len(judged.noise) for judged in look.changes)
    parts += [f"{len(look.unmanaged)} to leave the stack"] if look.unmanaged else []
    covered = f"coverage {look.coverage.share:.0f} % of {look.coverage.predicted}"
    return "; ".join([", ".join(parts) or "nothing", covered, *([f"{noise} known noise"] if noise else [])])


def text(looks: Sequence[Look]) -> str:
    """The previews as a person reads them: each package, each resource that changes, each property."""
    return "\n".join(visible(line) for look in looks for line in _lines(look)) + "\n"


def _lines(look: Look) -> Iterator[str]:
    yield f"{look.package}: {counted(look)}"
    for judged in look.changes:
        if judged.kind in _SIGNS:
            yield f"  {_SIGNS[judged.kind]} {judged.change.resource}"
            yield from (f"      {_property(judged, each)}" for each in judged.real)
    yield from (f"  x {each} leaves the stack" for each in look.unmanaged)
    for name, reason, count in _noise(look):
        yield f"  noise: {count} x {name}: {reason}"


def _property(judged: Judged, each: Difference) -> str:
    mark = " (security)" if secures(judged.change, each) else ""
    return f"{each.path}: {value(each.before)} -> {value(each.after)}{mark}"


def _noise(look: Look) -> list[tuple[str, str, int]]:
    found: dict[tuple[str, str], int] = {}
    for judged in look.changes:
        for _, rule in judged.noise:
            found[rule.name, rule.reason] = found.get((rule.name, rule.reason), 0) + 1
    return [(*key, count) for key, count in sorted(found.items())]


def markdown(plan: Plan, looks: Sequence[Look]) -> str:
    """The previews for a pull request; every text is escaped."""
    rows = [(look, counted(look), [_row(judged) for judged in look.changes if judged.kind in _SIGNS]) for look in looks]
    packages = [
        {"name": look.package, "counted": said, "rows": changed, "unmanaged": look.unmanaged, "noise": _named(look)}
        for look, said, changed in rows
    ]
    findings = [finding for look in looks for finding in look.findings]
    return environment().get_template("what-if.md.j2").render(plan=plan, packages=packages, findings=findings)


def _row(judged: Judged) -> dict[str, str]:
    differences = "; ".join(_property(judged, each) for each in judged.real)
    return {"kind": _WORDS[judged.kind], "resource": judged.change.resource, "differences": differences or "-"}


def _named(look: Look) -> list[dict[str, object]]:
    return [{"name": name, "reason": reason, "count": count} for name, reason, count in _noise(look)]


def plain(look: Look) -> dict[str, object]:
    """A preview as plain data for JSON."""
    coverage = look.coverage
    return {
        "package": look.package,
        "quiet": look.quiet,
        "counts": {kind.value: look.counts[kind] for kind in Kind if look.counts[kind]},
        "coverage": coverage and {"predicted": coverage.predicted, "seen": coverage.seen, "percent": coverage.share},
        "changes": [_plain(judged) for judged in look.changes if judged.kind is not Kind.NO_CHANGE],
        "unmanaged": list(look.unmanaged),
        "noise": [
            {"resource": judged.change.resource, "path": each.path, "rule": rule.name, "source": rule.source}
            for judged in look.changes
            for each, rule in judged.noise
        ],
    }


def _plain(judged: Judged) -> dict[str, object]:
    differences = [
        {
            "path": each.path,
            "change": each.kind,
            "before": each.before,
            "after": each.after,
            "security": secures(judged.change, each),
        }
        for each in judged.real
    ]
    return {"resource": judged.change.resource, "change": judged.kind.value, "differences": differences}
