"""The ledger: addresses and numbers already handed out, so that a new landing zone moves no other, and fixed places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from ipaddress import IPv4Network

from ringfence.diagnostics import Diagnostic, Place, Rejected, Report
from ringfence.load.document import Document
from ringfence.plan.context.fixed_places import FixedPlace, read_place

_LOST = "restore it from version control; remove the file only when nothing was deployed with it"
_HOUSE = "rule of the house: what was handed out is handed out once, and never moves"
_HEADER = """\
# Ringfence ledger: addresses and numbers that were handed out, and what Azure cannot change in place. `ringfence
# generate` adds to it; an address changes when the blueprint gives that prefix itself, and never else. Commit it beside
# the blueprint. Remove a line only when what it names is gone from Azure.
"""


@dataclass(frozen=True, slots=True)
class Ledger:
    """Prefixes by owner (`hub`, `fraud/compute`) and numbers by owner (`landingZones/fraud`, `egress/python-feed`).

    `institution` is the short code it was written for; '' in a ledger of version 0.1, which did not say. `packages` are
    what Azure cannot change in place, by package; none in a ledger of version 1.
    """

    addresses: Mapping[str, IPv4Network] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    institution: str = ""
    packages: Mapping[str, FixedPlace] = field(default_factory=dict)


def read(document: Document | None) -> Ledger:
    """The ledger in a document; empty for none. Raises Rejected with a finding for each line that is not understood."""
    if document is None:
        return Ledger()
    findings: list[Diagnostic] = []
    addresses = {owner: p for owner, p in _entries(document, "addresses", findings) if isinstance(p, IPv4Network)}
    numbers = {owner: n for owner, n in _entries(document, "numbers", findings) if isinstance(n, int)}
    packages = {owner: p for owner, p in _entries(document, "packages", findings) if isinstance(p, FixedPlace)}
    known = {"version", "institution", "addresses", "numbers", "packages"}
    findings += [_fault(document, (key,), f"unknown key {key!r}") for key in document.tree if key not in known]
    if document.tree.get("version") not in (1, 2):
        findings.append(_fault(document, ("version",), "the ledger's version must be 1 or 2"))
    findings += [*_shared_numbers(document, numbers), *_shared_addresses(document, addresses)]
    if findings:
        raise Rejected(Report.of(findings))
    return Ledger(addresses, numbers, str(document.tree.get("institution", "")), packages)


def unlike(report: Report) -> Report:
    """A ledger's file that is empty, or no ledger at all, is restored and not begun anew: it says what is taken."""
    return Report.of(replace(each, hint=_LOST) if each.code == "LOD01" else each for each in report.findings)


def foreign(document: Document, held: Document, ledger: Ledger, institution: str) -> Diagnostic | None:
    """The finding for a ledger that was written for another institution than the one in the blueprint."""
    if ledger.institution in ("", institution):
        return None
    return Diagnostic(
        code="LED05",
        message=f"this ledger is of '{ledger.institution}', and {document.name} is the blueprint of '{institution}'",
        place=held.places.at(("institution",)),
        path="institution",
        value=ledger.institution,
        hint="put the blueprint's own ledger here; a new blueprint begins without one, so remove a copied ledger",
        source=_HOUSE,
    )


def _shared_numbers(document: Document, numbers: Mapping[str, int]) -> Iterator[Diagnostic]:
    """LED04 for a number that two owners of one family hold: their rules would have one priority."""
    first: dict[tuple[str, int], str] = {}
    for owner, held in numbers.items():
        other = first.setdefault((owner.partition("/")[0], held), owner)
        if other != owner:
            yield _clash(document, ("numbers", owner), f"{owner} has the number {held} of {other}")


def _shared_addresses(document: Document, addresses: Mapping[str, IPv4Network]) -> Iterator[Diagnostic]:
    """LED04 for networks, or subnets of one network, that overlap, and for a subnet outside its network."""
    families: dict[str, list[tuple[IPv4Network, str]]] = {}
    for owner, prefix in addresses.items():
        network, _, subnet = owner.partition("/")
        families.setdefault(network if subnet else "", []).append((prefix, owner))
        around = addresses.get(network)
        if around is not None and not prefix.subnet_of(around):
            yield _clash(document, ("addresses", owner), f"{owner} {prefix} is not inside its network {around}")
    for held in families.values():
        # In order of address and width, a prefix that overlaps any earlier one overlaps its neighbour or the widest.
        widest, holder = min(held, key=_position)
        for prefix, owner in sorted(held, key=_position)[1:]:
            if prefix.overlaps(widest):
                yield _clash(
                    document, ("addresses", owner), f"{owner} {prefix} shares addresses with {holder} {widest}"
                )
            if prefix.broadcast_address > widest.broadcast_address:
                widest, holder = prefix, owner


def _position(held: tuple[IPv4Network, str]) -> tuple[int, int, str]:
    prefix, owner = held
    return int(prefix.network_address), prefix.prefixlen, owner


def _clash(document: Document, path: tuple[str, str], message: str) -> Diagnostic:
    return document.finding(
        "LED04",
        path,
        message,
        hint="keep the line of what is deployed, remove the other line, and run `ringfence generate` for a new value",
        source=_HOUSE,
    )


def _entries(
    document: Document, section: str, findings: list[Diagnostic]
) -> Iterable[tuple[str, IPv4Network | int | FixedPlace | None]]:
    rows = document.tree.get(section, {})
    if not isinstance(rows, Mapping):
        findings.append(_fault(document, (section,), f"{section} must be a mapping"))
        return
    for owner, value in rows.items():
        entry = _READERS[section](value)
        if entry is None:
            wrong = "this entry is empty" if value is None else f"not a valid entry: {value!r}"
            findings.append(_fault(document, (section, str(owner)), wrong))
        yield str(owner), entry


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _prefix(value: object) -> IPv4Network | None:
    try:
        return IPv4Network(value) if isinstance(value, str) else None
    except ValueError:
        return None


_READERS: Mapping[str, Callable[[object], IPv4Network | int | FixedPlace | None]] = {
    "addresses": _prefix,
    "numbers": _number,
    "packages": read_place,
}


def _fault(document: Document, path: tuple[str, ...], message: str) -> Diagnostic:
    return Diagnostic(
        code="LED01",
        message=message,
        place=document.places.at(path) or Place(document.name),
        path=document.places.keyed(path),
        hint="the ledger is written by `ringfence generate`; restore it from version control",
    )


def spell(ledger: Ledger) -> str:
    """The ledger as the text of its file: sorted, one value a line."""
    lines = [_HEADER, "version: 2\n"]
    lines += [f"institution: {ledger.institution}\n"] if ledger.institution else []
    lines += ["addresses:\n" if ledger.addresses else "addresses: {}\n"]
    lines += [f"  {owner}: {prefix}\n" for owner, prefix in sorted(ledger.addresses.items())]
    lines += ["numbers:\n" if ledger.numbers else "numbers: {}\n"]
    lines += [f"  {owner}: {number}\n" for owner, number in sorted(ledger.numbers.items())]
    lines += ["packages:\n" if ledger.packages else "packages: {}\n"]
    for owner, place in sorted(ledger.packages.items()):
        lines += [f"  {owner}:\n", *(f"    {key}: {value}\n" for key, value in place.rows().items())]
    return "".join(lines)


def number(held: Mapping[str, int], family: str, names: Iterable[str]) -> dict[str, int]:
    """Numbers for `names` of a family: held ones stay, newcomers get the next free ones in order of name.

    A number is never used twice, also not after its owner is gone from the blueprint.
    """
    mine = {owner: n for owner, n in held.items() if owner.startswith(f"{family}/")}
    free = max(mine.values(), default=-1) + 1
    for name in sorted(names):
        if f"{family}/{name}" not in mine:
            mine[f"{family}/{name}"] = free
            free += 1
    return mine


def growth(before: Ledger, after: Ledger) -> tuple[str, ...]:
    """The owners whose entries `after` has and `before` has not, or has otherwise; sorted."""
    addresses = {o for o, prefix in after.addresses.items() if before.addresses.get(o) != prefix}
    numbers = {o for o, n in after.numbers.items() if before.numbers.get(o) != n}
    packages = {f"packages/{o}" for o, place in after.packages.items() if before.packages.get(o) != place}
    return tuple(sorted(addresses | numbers | packages))
