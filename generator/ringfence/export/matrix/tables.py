"""The matrix as two tables: from where to where, and every path in it with the rules that allow it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ringfence.export.matrix.ends import AROUND, USERS
from ringfence.export.matrix.past_firewall import past_firewall
from ringfence.export.matrix.paths import Path, paths
from ringfence.pack.review.tables import Table
from ringfence.plan.model.package import Plan

MATRIX, PATHS = "Matrix", "Paths of the matrix"
DENIED, NOT_OURS = "denied", "not decided here"


def places(plan: Plan) -> tuple[str, ...]:
    """The rows and columns of the matrix: the packages with a network or without, then what is around them."""
    around = [name for name in AROUND if name != USERS or any(space.use == USERS for space in plan.spaces)]
    return (*(package.name for package in plan.packages), *around)


def matrix_tables(plan: Plan) -> tuple[Table, Table]:
    """The tables *Matrix* and *Paths of the matrix*."""
    over, past = paths(plan), tuple(past_firewall(plan))
    cells: dict[tuple[str, str], dict[str, list[str]]] = {}
    for (start, end, how), traffic in over.traffic.items():
        cells.setdefault((start, end), {}).setdefault(how, []).append(traffic)
    for path in past:
        cells.setdefault((path.start, path.end), {}).setdefault(path.how, []).append(path.traffic)
    return _matrix(plan, cells), _paths(plan, (*over.each, *past))


def _matrix(plan: Plan, cells: Mapping[tuple[str, str], Mapping[str, Sequence[str]]]) -> Table:
    names = places(plan)
    rows = tuple((start, *(_cell(start, end, cells.get((start, end), {})) for end in names)) for start in names)
    return Table(
        MATRIX,
        "What may go from the place of a row to the place of a column: way, protocol and ports. Denied: no path of the"
        " plan leads there. What is allowed may hold for a part of a place: Paths of the matrix names its rules."
        " Rights of people and identities come on top, and DNS is a way out too. Azure services are reached by service"
        " tag, which other tenants share.",
        ("From / to", *names),
        rows,
    )


def _cell(start: str, end: str, ways: Mapping[str, Sequence[str]]) -> str:
    if ways:
        return "; ".join(f"{how} {', '.join(dict.fromkeys(traffic))}" for how, traffic in ways.items())
    return NOT_OURS if start in AROUND and end in AROUND else DENIED


def _paths(plan: Plan, found: Iterable[Path]) -> Table:
    names = places(plan)
    rows = sorted(found, key=lambda path: (names.index(path.start), names.index(path.end), path.how, path.firewall))
    return Table(
        PATHS,
        "Every path with the rules that allow it together: of the firewall, out of the subnet, into the next."
        " A rule by host and a rule by tag may be about the same place; such a path is told, so that none is left out.",
        ("From", "To", "How", "Traffic", "Firewall rule", "Rules out", "Rules in"),
        tuple(
            (p.start, p.end, p.how, p.traffic, p.firewall or "-", ", ".join(p.out) or "-", ", ".join(p.into) or "-")
            for p in rows
        ),
    )
