"""The files of the review: REVIEW.md on one page, and every table once, by topic or by package, below `review/`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ringfence.pack.review.tables import Table
from ringfence.pack.text.markdown import environment, table
from ringfence.plan.model.package import Plan
from ringfence.plan.model.values import Code

REST = "more"
"""The topic of tables that no topic names and that are about no package."""
TOPICS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "overview": (
        "Steps, packages and versions",
        ("The ten steps", "The reference architecture", "Packages", "Defaults taken", "API versions"),
    ),
    "accepted-risks": ("Accepted risks, at each place", ("Accepted risks",)),
    "not-confirmed": ("What is not confirmed", ("Not confirmed",)),
    "flows": (
        "Connections, egress flows and exemptions",
        (
            "Connections",
            "Egress flows",
            "Exemptions of the firewall",
            "Storage accounts by service endpoint",
            "Egress of managed networks",
            "Managed private endpoints to approve",
        ),
    ),
    "network": (
        "Networks, rules and routes",
        (
            "Addresses",
            "Subnets",
            "Security rules",
            "Firewalls",
            "Firewall rules",
            "Routes",
            "Peerings",
            "Private endpoints",
        ),
    ),
    "dns": (
        "DNS",
        (
            "DNS security policy",
            "Domains that DNS allows",
            "Networks under the DNS security policy",
            "Conditional forwarders",
            "Domains on premises",
            "Private DNS zones",
        ),
    ),
    "ways-in": (
        "Gateways, VPN users and the bastion",
        ("Gateways", "VPN users", "VPN connections and ExpressRoute circuits", "Bastion", "Jump host"),
    ),
    "data": (
        "Lakes and their readers",
        (
            "Who can read what",
            "Readers without a role on the layer",
            "Resources that firewalls of lakes let in",
            "Datastores",
            "Immutable layers (WORM)",
            "Lifecycle of layers",
        ),
    ),
    "roles": ("Role assignments", ("Role assignments", "Acting as an identity", "Roles of the institution")),
    REST: ("Other tables", ()),
}
"""The title and the tables of each topic; other tables stand with their packages."""


@dataclass(frozen=True, slots=True)
class RowsFile:
    """A file of tables: its path in the output folder, its title, and the tables in order of reading.

    `picture` is the file beside it that shows the same package, '' for a topic.
    """

    path: str
    title: str
    tables: tuple[Table, ...]
    picture: str = ""


def rows_files(plan: Plan, found: Iterable[Table]) -> tuple[RowsFile, ...]:
    """Every row of some tables in one file: topics first, then packages in order of deployment; none is empty."""
    known = tuple(found)
    files = (*_topics(known), *_packages(plan, known))
    return tuple(one for one in files if one.tables)


def _topic(table: Table) -> str:
    """The topic of a table; '' where its rows stand with their packages."""
    named = next((topic for topic, (_, titles) in TOPICS.items() if table.title in titles), "")
    return named or ("" if "Package" in table.columns else REST)


def _topics(found: Sequence[Table]) -> Iterator[RowsFile]:
    for topic, (title, _) in TOPICS.items():
        yield RowsFile(f"review/{topic}.md", title, tuple(one for one in found if _topic(one) == topic))


def _packages(plan: Plan, found: Sequence[Table]) -> Iterator[RowsFile]:
    """A file for each package, in order of deployment, with the rows that are about it."""
    divided = [(one, _divided(one)) for one in found if not _topic(one)]
    for package in plan.packages:
        kept = tuple(replace(one, rows=tuple(rows[package.name])) for one, rows in divided if package.name in rows)
        yield RowsFile(f"review/packages/{package.name}.md", f"Package {package.name}", kept, f"{package.name}.svg")


def _divided(table: Table) -> dict[str, list[tuple[str, ...]]]:
    """The rows of a table by package."""
    at = table.columns.index("Package")
    found: dict[str, list[tuple[str, ...]]] = {}
    for row in table.rows:
        found.setdefault(row[at], []).append(row)
    return found


def rows_text(file: RowsFile, institution: str) -> str:
    """The text of a file of tables."""
    up = "../" * file.path.count("/")
    said = {"title": file.title, "institution": institution, "page": Code(f"{up}REVIEW.md")}
    said |= {"picture": Code(file.picture), "overview": Code(f"{up}TOPOLOGY.svg")}
    return environment().get_template("review-rows.md.j2").render(**said, sections=map(_section, file.tables))


def _section(one: Table) -> dict[str, str | Code]:
    return {"title": one.title, "text": one.text, "table": table(one.columns, one.rows)}
