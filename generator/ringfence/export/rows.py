"""What each table of the review has rows about: the cells that name a row, and those that name what Bicep makes."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ringfence.export.lines.services import LOCK
from ringfence.pack.review.tables import Table
from ringfence.pack.text.cells import WHY
from ringfence.pack.text.terminal import slug

SETTING = "A setting of the blueprint; what it leads to has rows in other tables."
SUM = "Rows of other tables are summed up; these name their lines."
SCRIPT = "A script makes it, and no Bicep."
BY_HAND = "Azure or a script makes it with its service, and no Bicep."
OUTSIDE = "People or platforms outside these packages make it."
FOLDER = "A package is a whole folder."
FACT = "A fact of Azure or of a supervisor; the rows that rely on it name their lines."
ASKED = "Asked for in the blueprint; the rules and role assignments that carry it name their lines."
RISK = "A risk of the design: no single line."
SPACE = "A prefix of the institution; the rules that name it have lines."
RIGHT = "Follows from role assignments, catalogs or identities; their rows name their lines."
WORD = "="
"""How a name begins that is a word, and no column."""
UNKNOWN = "No line of the packages has this name."


@dataclass(frozen=True, slots=True)
class About:
    """What rows of a table are about: columns that tell them apart, and those that name what Bicep makes, outside in.

    `otherwise` is said of a row whose thing no line of Bicep makes.
    """

    key: tuple[str, ...]
    made: tuple[str, ...] = ()
    otherwise: str = UNKNOWN


def _of(key: str, made: str = "", otherwise: str = UNKNOWN) -> About:
    """Columns as words between bars: `Package|Route table|Route`."""
    return About(tuple(key.split("|")), tuple(made.split("|")) if made else (), otherwise)


def _one(column: str) -> About:
    """Rows of a package about what one column names."""
    return _of(f"Package|{column}", column)


ABOUT: Mapping[str, About] = {
    "Paths of the matrix": _of("From|To|How|Firewall rule|Traffic", otherwise=SUM),
    "The ten steps": _of("What happens", otherwise=SUM),
    "The reference architecture": _of("Part", otherwise=SUM),
    "Packages": _of("Package", otherwise=FOLDER),
    "Connections": _of("Connection", otherwise=ASKED),
    "Egress flows": _of("Flow", otherwise=ASKED),
    "Exemptions of the firewall": _of("Exemption", otherwise=ASKED),
    "Storage accounts by service endpoint": _of("Package|Entry", otherwise=ASKED),
    "Accepted risks": _of("Package|Risk|What stays open", "What stays open", RISK),
    "Not confirmed": _of("Fact|Nearest source", otherwise=FACT),
    "Defaults taken": _of("Setting", otherwise=SETTING),
    "Addresses": _of("Prefix|Use|Name", "Name", SPACE),
    "Subnets": _one("Subnet"),
    "Security rules": _of("Package|Security group|Direction|Rule", "Security group|Direction|Rule"),
    "Firewalls": _one("Firewall"),
    "Firewall rules": _of("Group|Collection|Rule", "Group|Collection|Rule"),
    "DNS security policy": _of("Policy|Rule", "Rule"),
    "Domains that DNS allows": _of("List|Domain", "List|Domain"),
    "Networks under the DNS security policy": _of("Package|Network", "Policy|Network"),
    "Gateways": _one("Gateway"),
    "VPN users": _of("Gateway|Addresses", "Gateway"),
    "VPN connections and ExpressRoute circuits": _of("Connection", "Connection"),
    "Conditional forwarders": _of("Domain", otherwise=OUTSIDE),
    "Domains on premises": _of("Domain", "Domain"),
    "Bastion": _one("Bastion"),
    "Jump host": _one("Machine"),
    "Who can read what": _of("Container|Account|Who|How", otherwise=RIGHT),
    "Readers without a role on the layer": _of("Container|Account|Who", otherwise=RIGHT),
    "Resources that firewalls of lakes let in": _of("Landing zone|Entry", otherwise=ASKED),
    "Datastores": _one("Datastore"),
    "Immutable layers (WORM)": _of("Package|Layer|Account", "Account"),
    "Lifecycle of layers": _of("Package|Layer|Account", "Account"),
    "Compute of Databricks": _of("Package|Name", otherwise=SCRIPT),
    "Models and their controls": _of("Package|Model", otherwise=SUM),
    "What supervisors ask of models": _of("Rule", otherwise=FACT),
    "Evidence of models": _of("Package|Written by|Container|Folder", otherwise=RIGHT),
    "Language models": _one("Deployment"),
    "Content filters": _of("Package|Filter|Category|In", "Filter|Category|In"),
    "Egress of managed networks": _one("Rule"),
    "Managed private endpoints to approve": _of(
        "Package|Of|Managed private endpoint", "Managed private endpoint", BY_HAND
    ),
    "Endpoints": _one("Endpoint"),
    "Deployments of models": _of("Package|Endpoint|Deployment", "Endpoint|Deployment"),
    "Autoscale": _of("Package|Deployment|Bounds|From", "Deployment|Bounds"),
    "Alerts": _of("Package|Alert|Watches|Signal", "Alert|Watches"),
    "Receivers of alerts": _of("Package|Action group|Receiver", "Action group|Receiver"),
    "Identities of pipelines": _one("Identity"),
    "Approvals of pipelines": _of("Environment", otherwise=OUTSIDE),
    "Agents of pipelines": _of("Environment|Package|Agents", "Agents"),
    "Models of pipelines": _of("Model", otherwise=SETTING),
    "Routes": _of("Package|Route table|Route", "Route table|Route"),
    "Peerings": _one("Peering"),
    "Private endpoints": _one("Private endpoint"),
    "Private DNS zones": _of("Zone", "Zone"),
    "Role assignments": _of("Package|Who|Role|On", "Who|Role|On"),
    "Acting as an identity": _of("Package|Who|Acts as", otherwise=RIGHT),
    "Roles of the institution": _one("Role"),
    "Compute": _one("Compute"),
    "Made by a script": _of("Package|What|Name", otherwise=SCRIPT),
    "Hardening": _of("Package|Resource|Property", "Resource|Property"),
    "Logs": _of("Package|Of|What", "Of|What"),
    "Locks": _of("Package|On", f"={LOCK}|On"),
    "API versions": _of("Type|API version", "Type|API version"),
}
"""By title of the table. A table that is not here has rows by their first two cells, and no lines."""

_OF_PACKAGES = ("Package", "From", "To", "Landing zone", "Landing zones", "Lakes", "Account")
_LANDING_ZONE = re.compile(r"\blandingZones\[name=([^]]+)\]")
_PLAIN = re.compile(r"[A-Za-z0-9._/:@,= -]+")
_OTHER = re.compile(r"[^A-Za-z0-9._/:@,=-]+")
_LONGEST = 100


def about(table: Table) -> About:
    """What the rows of a table are about."""
    return ABOUT.get(table.title) or About(table.columns[:2])


def cells(table: Table, row: Sequence[str], columns: Sequence[str]) -> tuple[str, ...]:
    """Some cells of a row by their columns, and words as they stand; what is neither is left out."""
    known = [column for column in columns if column in table.columns or column.startswith(WORD)]
    return tuple(column[1:] if column.startswith(WORD) else row[table.columns.index(column)] for column in known)


def named_packages(table: Table, row: Sequence[str], packages: Mapping[str, str]) -> tuple[str, ...]:
    """The packages that a row is about by what it says: names in some columns, landing zones in paths of the blueprint.

    `packages` are packages by their names and by those of what they make.
    """
    said = (name for cell in cells(table, row, _OF_PACKAGES) for name in cell.split(", "))
    named = (*said, *_LANDING_ZONE.findall(" ".join(row)))
    return tuple(dict.fromkeys(packages[name] for name in named if name in packages))


def row_ids(table: Table) -> Iterator[str]:
    """The id of each row: made of what it is about, so that other rows and comments change none.

    Rows that are about the same have what else they say in it too.
    """
    keys = [cells(table, row, about(table).key) for row in table.rows]
    many = Counter(keys)
    said = [at for at, column in enumerate(table.columns) if column not in WHY]
    seen: Counter[str] = Counter()
    for key, row in zip(keys, table.rows, strict=True):
        name = _name(key) if many[key] == 1 else _exact(key, tuple(row[at] for at in said))
        seen[name] += 1
        yield f"{slug(table.title)}/{name}" + (f"~{seen[name]}" if seen[name] > 1 else "")


def _name(key: tuple[str, ...]) -> str:
    """A key as part of an address; a digest of it follows where an address cannot say all of it."""
    if all(map(_PLAIN.fullmatch, key)) and len(said := "~".join(key)) <= _LONGEST:
        return said.replace(" ", "+")
    return _exact(key, key)


def _exact(key: tuple[str, ...], whole: tuple[str, ...]) -> str:
    said = "~".join(_OTHER.sub("-", cell).strip("-") for cell in key)[:_LONGEST]
    return f"{said}~{hashlib.sha256(repr(whole).encode()).hexdigest()[:8]}"
