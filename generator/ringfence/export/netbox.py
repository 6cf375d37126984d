"""`netbox/prefixes.csv`: pools, networks and subnets as NetBox imports prefixes (IPAM, Prefixes, Import).

Columns and statuses are those of NetBox. What names an object of a NetBox (VRF, tenant, VLAN, role, scope, tag) is left
empty, because an import with a name that is not there fails; NetBox's administrators fill it in.

Source: netbox-community/netbox netbox/ipam/forms/bulk_import.py (PrefixImportForm) and ipam/choices.py
(PrefixStatusChoices). Earlier versions of that form have `site` in place of the two columns of scope.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network

from ringfence.export.csv_tables import rows_as_csv
from ringfence.export.subject import Subject
from ringfence.pack.text.cells import text
from ringfence.plan.model.package import Plan, modules
from ringfence.plan.model.values import Reason, plain

COLUMNS = (
    "prefix",
    "vrf",
    "tenant",
    "vlan_group",
    "vlan",
    "status",
    "role",
    "scope_type",
    "scope_id",
    "is_pool",
    "mark_utilized",
    "description",
    "comments",
    "tags",
)
DESCRIPTION = 200
"""Most characters of a description. Source: netbox-community/netbox netbox/models/__init__.py (PrimaryModel)."""


@dataclass(frozen=True, slots=True)
class _Prefix:
    """A prefix with its status in NetBox, what it is, and by which path of the blueprint."""

    prefix: IPv4Network
    status: str
    what: str
    comments: str


def netbox_files(of: Subject) -> Mapping[str, str]:
    """`netbox/prefixes.csv`, without a byte order mark, which would be part of the name of the first column.

    NetBox takes the mark away from a file that is uploaded, and not from pasted text; before issue 11850 of NetBox it
    took it from none. Source: netbox-community/netbox netbox/utilities/forms/bulk_import.py (BulkImportForm.clean).
    """
    return {"netbox/prefixes.csv": rows_as_csv((COLUMNS, *map(_row, _once(of.plan))))}


def _row(one: _Prefix) -> tuple[str, ...]:
    cells = {
        "prefix": str(one.prefix),
        "status": one.status,
        "is_pool": "false",
        "mark_utilized": "false",
        "description": one.what if len(one.what) <= DESCRIPTION else f"{one.what[: DESCRIPTION - 1]}…",
        "comments": one.comments,
    }
    return tuple(cells.get(column, "") for column in COLUMNS)


def _once(plan: Plan) -> Iterator[_Prefix]:
    """Each prefix once, by address: a subnet as large as its network is told with it."""
    found: dict[IPv4Network, list[_Prefix]] = {}
    for one in (*_spaces(plan), *_networks(plan)):
        found.setdefault(one.prefix, []).append(one)
    for prefix, same in sorted(found.items()):
        what, comments = (
            "; ".join(dict.fromkeys(part)) for part in zip(*((o.what, o.comments) for o in same), strict=True)
        )
        yield _Prefix(prefix, same[-1].status, what, comments)


def _spaces(plan: Plan) -> Iterator[_Prefix]:
    """Pools and prefixes on premises hold others; addresses of VPN users do not."""
    for space in plan.spaces:
        status = "active" if space.use == "VPN users" else "container"
        yield _Prefix(space.prefix, status, f"{space.use} ({plan.institution.name})", _from([space.because]))


def _networks(plan: Plan) -> Iterator[_Prefix]:
    for package, module in modules(plan):
        for network in module.networks:
            name = text(network.resource.name)
            what = f"virtual network {name} of {package.name}"
            comments = f"{network.resource.id} {_from(network.resource.because)}"
            yield _Prefix(plain(network.prefix), "container", what, comments)
            for subnet in network.subnets:
                what = f"subnet {text(subnet.name)} of {name} ({package.name} {subnet.role})"
                yield _Prefix(plain(subnet.prefix), "active", what, f"{subnet.id} {_from(subnet.because)}")


def _from(reasons: Iterable[Reason]) -> str:
    """The paths of the blueprint that a prefix comes from."""
    paths = dict.fromkeys(reason.at for reason in reasons if reason.at)
    return f"Blueprint: {', '.join(paths)}" if paths else ""
