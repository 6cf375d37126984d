"""The lines of Bicep that a row of the review names hold what the row is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

import pytest

from ringfence.export import rows as words
from ringfence.export.lines.bicep import BicepLines, Lines
from ringfence.export.lines.parameters import Parameters, values
from ringfence.export.rows import ABOUT, about, cells
from ringfence.export.subject import Subject
from ringfence.plan.model.identifiers import camel

Row = tuple[str, ...]


@pytest.fixture(scope="module")
def named(universal: Subject) -> Mapping[str, list[tuple[Row, Lines]]]:
    """Every row of a table with lines, by the title of its table."""
    index = BicepLines(universal.plan, universal.bicep)
    found: dict[str, list[tuple[Row, Lines]]] = {}
    for table in universal.tables:
        made = about(table).made
        for row in table.rows if made else ():
            package = "".join(cells(table, row, ("Package",)))
            found.setdefault(table.title, []).append((row, index.of(cells(table, row, made), package)))
    return found


def read(of: Subject, place: str, more: int = 0) -> str:
    """The line that a place names, and some more behind it."""
    path, line = place.rsplit(":", 1)
    return "\n".join(of.bicep[path].split("\n")[int(line) - 1 : int(line) + more])


def every(lines: Lines) -> Iterator[str]:
    """The declarations without the words that there are more."""
    yield from (place for place in lines.declarations if not place.startswith("and "))


OTHER_NAMES = {"Alerts", "Logs", "Networks under the DNS security policy", "Role assignments", "Deployments of models"}
"""Tables whose rows call a thing otherwise than Azure does; they have parts of its name."""


def test_a_line_with_a_value_holds_a_cell_of_its_row(
    universal: Subject, named: Mapping[str, list[tuple[Row, Lines]]]
) -> None:
    wrong, seen = [], 0
    for title, found in named.items():
        for row, lines in found:
            said = {part for cell in row for part in re.split(r"[^\w]", cell)} if title in OTHER_NAMES else set(row)
            for place in lines.values:
                line, seen = read(universal, place), seen + 1
                if not any(re.search(rf"\b{re.escape(one)}\b", line) for one in said if len(one) > 2):
                    wrong.append((title, row[:4], place, line))
    assert wrong == []
    assert seen > 450


def test_a_declaration_is_that_of_a_resource_or_of_a_part_of_one(
    universal: Subject, named: Mapping[str, list[tuple[Row, Lines]]]
) -> None:
    inside = set()
    for title, found in named.items():
        for _, lines in found:
            said = [read(universal, place) for place in every(lines)]
            inside |= {title for line in said if not re.match(r"resource \w+ 'Microsoft\.", line)}
    assert inside == {
        "Accepted risks",
        "Content filters",
        "Egress of managed networks",
        "Hardening",
        "Routes",
        "Subnets",
    }


def test_a_security_rule_is_the_one_with_its_name_and_priority(
    universal: Subject, named: Mapping[str, list[tuple[Row, Lines]]]
) -> None:
    for row, lines in named["Security rules"]:
        _, _, _, priority, rule, access, *_ = row
        assert bool(lines.values) == (access == "Allow")
        for place in lines.values:
            said = read(universal, place, 2)
            assert f"name: '{rule}'" in said
            assert f"priority: {priority}\n" in f"{said}\n"
        assert [read(universal, place)[:31] for place in lines.declarations] == ["resource networkSecurityGroups "]


def test_a_firewall_rule_is_the_one_with_its_name_and_its_first_place(
    universal: Subject, named: Mapping[str, list[tuple[Row, Lines]]]
) -> None:
    for row, lines in named["Firewall rules"]:
        (place,) = lines.values
        assert f"name: '{row[3]}'" in read(universal, place)
        start = row[7].split(",")[0].split(" ")[0]
        assert f"'{start}'" in read(universal, place, 9) or "(" in row[7]


def test_a_subnet_has_the_line_of_its_prefix(universal: Subject, named: Mapping[str, list[tuple[Row, Lines]]]) -> None:
    for row, lines in named["Subnets"]:
        assert [f"'{row[2]}'" in read(universal, place) for place in lines.values] == [True]
        assert [f"'{row[1]}'" in read(universal, place) for place in lines.declarations] == [True]


def test_a_role_assignment_is_the_declaration_that_grants_its_role(
    universal: Subject, named: Mapping[str, list[tuple[Row, Lines]]]
) -> None:
    compared = 0
    for row, lines in named["Role assignments"]:
        said = read(universal, lines.declarations[0], 12).split("\n}\n")[0]
        assert "Microsoft.Authorization/roleAssignments@" in said
        if not row[3].startswith("lub-"):  # a role of the institution comes by parameter
            compared += 1
            assert f"{camel(row[3], 'role')})" in said, row
    assert compared > 100


def test_a_hardened_property_has_its_line_in_most_rows(
    universal: Subject, named: Mapping[str, list[tuple[Row, Lines]]]
) -> None:
    found = Counter(
        read(universal, place).lstrip().startswith("resource ")
        for _, lines in named["Hardening"]
        for place in every(lines)
    )
    for row, lines in named["Hardening"]:
        for place in every(lines):
            said = read(universal, place)
            assert said.startswith("resource ") or f"{row[2].rsplit('.', 1)[-1].split('[')[0]}:" in said
    assert found[False] > 4 * found[True]


def test_an_accepted_risk_of_a_property_has_the_line_of_the_property(
    universal: Subject, named: Mapping[str, list[tuple[Row, Lines]]]
) -> None:
    found = [(row[3], place) for row, lines in named["Accepted risks"] for place in lines.declarations]
    assert len(found) >= 8
    for said, place in found:
        name, value = said.rsplit(" is ", 1)
        assert f"{name.rsplit('.', 1)[-1]}: {value}".lower() in read(universal, place).replace("'", "").lower()


def test_rows_without_a_line_say_why(named: Mapping[str, list[tuple[Row, Lines]]]) -> None:
    without = Counter(
        (title, ABOUT[title].otherwise)
        for title, found in named.items()
        for _, lines in found
        if not lines.declarations
    )
    assert {why for _, why in without} <= {words.RISK, words.SPACE, words.BY_HAND}
    assert sum(count for (title, _), count in without.items() if title != "Accepted risks") < 10


def test_a_value_in_a_parameter_file_is_found_by_what_is_around_it() -> None:
    text = """using './main.bicep'
// param no = 'comment'
@description('Names, of: { one }')
var outside = { group: 'nsg-b' }
param groups = [
  { name: 'nsg-a', inbound: [{ name: 'allow' }] }
  {
    name: outside.group
    inbound: [
      { name: 'allow' }
      { name: 'it\\'s' }
    ]
  }
]
param key = az.getSecret('a', 'b', 'allow', 'x')
"""
    parameters = Parameters(text)
    assert parameters.line_of("nsg-a", "inbound", "allow") == 6
    assert parameters.line_of("nsg-b", "Inbound", "allow") == 10
    assert parameters.line_of("it's") == 11
    assert parameters.line_of("allow") is None
    assert parameters.line_of("comment") is None
    assert parameters.line_at(("outside", "group")) == 4
    assert [each.line for each in values("param a = 1\nparam b = [\n  2\n]\n")] == [1, 3]
