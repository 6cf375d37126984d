"""The review as one page: every table with a filter, sorted by any column, each row with its reason and its Bicep.

The page asks for nothing from elsewhere, and reads without a script. Values are text between tags or the value of an
attribute between quotes, escaped; style and script are the same for every blueprint.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ringfence import __version__
from ringfence.export.cells import unmarked
from ringfence.export.lines.bicep import BicepLines, Lines
from ringfence.export.matrix.tables import MATRIX
from ringfence.export.rows import about, cells, named_packages, row_ids
from ringfence.export.subject import Subject
from ringfence.pack.review.tables import Table
from ringfence.pack.text.cells import MARK, WHY, text
from ringfence.pack.text.html import FOLDER, environment
from ringfence.pack.text.terminal import slug
from ringfence.plan.model.package import Plan
from ringfence.plan.model.written.inventory import resources

NAME = "review.html"
STYLE, SCRIPT = "review.css", "review.js"


LONG = 18
"""Characters of a word that a column need not be as wide as."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row; `long` says that a word in it may be broken."""

    text: str
    long: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A path of the blueprint or a line of Bicep, in two parts between which it may wrap."""

    before: str
    last: str

    @classmethod
    def of(cls, text: str, sign: str) -> Place:
        """A place that may wrap behind the last of its signs."""
        before, found, last = text.rpartition(sign)
        return cls(before + found, last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row as the page has it; `open` says that a fact behind it is not confirmed.

    `note` is the number of its source. `packages` are those that it is about, between blanks. `places` are its paths in
    the blueprint and its lines of Bicep; `otherwise` is why no line is named.
    """

    id: str
    packages: str
    first: str
    others: tuple[Cell, ...]
    why: str
    note: int
    open: bool
    places: tuple[Place, ...]
    made: bool
    otherwise: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A table as the page has it.

    `reasoned` says that its rows have reasons, `placed` that they have places; `otherwise` is why none has a line.
    """

    id: str
    title: str
    text: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    reasoned: bool
    placed: bool
    otherwise: str

    @property
    def size(self) -> int:
        """How many rows it has."""
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources of a page, numbered in order of their first row."""

    numbers: dict[str, int] = field(default_factory=dict)

    def note(self, said: str) -> int:
        """The number of what a row says of its sources."""
        return self.numbers.setdefault(said, len(self.numbers) + 1)


def page(of: Subject) -> Mapping[str, str]:
    """`review.html`; of the matrix it has the paths, because a matrix is as wide as the bank has landing zones."""
    sources, bicep = Sources(), BicepLines(of.plan, of.bicep)
    packages = _packages(of.plan)
    sections = [_section(table, bicep, sources, packages) for table in of.with_matrix if table.title != MATRIX]
    template = environment().get_template("review.html.j2")
    text = template.render(
        policy=policy(),
        institution=of.plan.institution.name,
        version=__version__,
        count=len(of.plan.packages),
        size=sum(section.size for section in sections),
        blueprint=of.blueprint,
        approval=of.approval,
        packages=[package.name for package in of.plan.packages],
        sections=sections,
        sources=list(sources.numbers),
    )
    return {NAME: text}


def policy() -> str:
    """What a browser may do with the page: its style and its script by their digests, and nothing else."""
    style, script = (_digest((FOLDER / name).read_text("utf-8")) for name in (STYLE, SCRIPT))
    return f"default-src 'none'; style-src '{style}'; script-src '{script}'; base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _packages(plan: Plan) -> Mapping[str, str]:
    """Packages by their names and by those of what they make."""
    found = {text(one.name): package.name for package in plan.packages for one in resources(package)}
    return found | {package.name: package.name for package in plan.packages}


def _section(table: Table, bicep: BicepLines, sources: Sources, packages: Mapping[str, str]) -> Section:
    reasoned = _reasoned(table)
    shown = table.columns[: -len(WHY)] if reasoned else table.columns
    rows = tuple(_rows(table, shown, bicep, sources, packages))
    made = any(row.made for row in rows)
    where = {(True, True): ("Blueprint and Bicep",), (True, False): ("Blueprint",), (False, True): ("Bicep",)}
    return Section(
        id=slug(table.title),
        title=table.title,
        text=unmarked(table.text),
        heads=(*shown, *(WHY[:1] if reasoned else ()), *where.get((reasoned, made), ())),
        rows=rows if made else tuple(replace(row, otherwise="") for row in rows),
        reasoned=reasoned,
        placed=reasoned or made,
        otherwise="" if made else about(table).otherwise,
    )


def _reasoned(table: Table) -> bool:
    """Whether rows of a table end with their reason, path and source."""
    return table.columns[-len(WHY) :] == WHY


def _rows(
    table: Table, shown: Sequence[str], bicep: BicepLines, sources: Sources, packages: Mapping[str, str]
) -> Iterator[Row]:
    subject, reasoned = about(table), _reasoned(table)
    for name, row in zip(row_ids(table), table.rows, strict=True):
        first, *others = cells(table, row, shown)
        package = "".join(cells(table, row, ("Package",)))
        lines = bicep.of(cells(table, row, subject.made), package) if subject.made else Lines()
        why, path, source = row[-len(WHY) :] if reasoned else ("", "", "")
        yield Row(
            id=name,
            packages=" ".join(dict.fromkeys((*lines.packages, *named_packages(table, row, packages)))),
            first=first,
            others=tuple(Cell(text, any(len(word) > LONG for word in text.split())) for text in others),
            why=why,
            note=sources.note(source) if reasoned else 0,
            open=MARK in source,
            places=tuple(_places(path, lines)),
            made=bool(lines.declarations),
            otherwise="" if lines.declarations else subject.otherwise,
        )


def _places(path: str, lines: Lines) -> Iterator[Place]:
    """The paths of a row, each once, then its lines."""
    yield from (Place.of(one, ".") for one in path.split(", ") if one)
    yield from (Place.of(one, "/") for one in (*lines.values, *lines.declarations))
