"""What counts as a readable blueprint file, and what is said about one that is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ringfence.diagnostics import Rejected, Report
from ringfence.load.document import LIMIT, Document, load, read

YAML_MARKS = st.text(st.sampled_from(list("ab1 :-[]{},#&*!|>'\"%@`\n\t\r?\\xuU~<=.é\x85\u2028\x07")), max_size=60)


def findings(action: Callable[[], object]) -> Report:
    with pytest.raises(Rejected) as rejected:
        action()
    return rejected.value.report


def spelled(report: Report) -> list[str]:
    return [f"{each.code} {each.place.line}:{each.place.column} {each.path}".rstrip() for each in report.findings]


def test_values_are_those_of_yaml_1_2() -> None:
    document = read("x.yaml", "port: 0443\ntime: 22:30\nregion: no\nday: 2027-06-30\nquoted: '5'\n")
    assert document.tree == {"port": 443, "time": "22:30", "region": "no", "day": "2027-06-30", "quoted": "5"}


def test_file_is_known_by_the_name_the_user_gave_it(tmp_path: Path) -> None:
    file = tmp_path / "bank.yaml"
    file.write_bytes("\ufeffname: Bücher\r\n".encode())
    document = load(file)
    assert document.name == str(file)
    assert document.tree == {"name": "Bücher"}
    assert str(document.places.at(("name",))) == f"{file}:1:7"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "No such file"),
        (b"name: \xff\n", "not UTF-8"),
        (b"# " + b"x" * LIMIT, "larger than"),
        (b"", "empty"),
        (b"[]\n", "mapping"),
    ],
)
def test_unreadable_files_are_findings(tmp_path: Path, content: bytes | None, words: str) -> None:
    file = tmp_path / "bank.yaml"
    if content is not None:
        file.write_bytes(content)
    (finding,) = findings(lambda: load(file)).findings
    assert finding.code == "LOD01"
    assert words in finding.message
    assert finding.place.file == str(file)


def test_folder_and_impossible_name_are_findings(tmp_path: Path) -> None:
    for path in (tmp_path, Path("bank\0.yaml")):
        assert [each.code for each in findings(lambda path=path: load(path)).findings] == ["LOD01"]  # type: ignore[misc]


def test_byte_that_is_not_utf8_is_found_where_it_stands(tmp_path: Path) -> None:
    file = tmp_path / "bank.yaml"
    file.write_bytes(b"name: x\ncode: a\xe4b\n")
    assert spelled(findings(lambda: load(file))) == ["LOD01 2:8"]


def test_every_duplicate_key_is_reported_and_the_first_is_named() -> None:
    report = findings(lambda: read("x.yaml", "a: 1\nb: {c: 1, c: 2}\na: 2\na: {d: 1, d: 2}\n"))
    assert spelled(report) == ["LOD03 2:11 b.c", "LOD03 3:1 a", "LOD03 4:1 a", "LOD03 4:11 a.d"]
    assert all("on line" in each.message for each in report.findings)


def test_parts_of_yaml_that_hide_values_are_all_refused_at_once() -> None:
    text = "a: &x 1\nb: *x\nc: !!int '5'\nd: {<<: {e: 1}}\n? [f]\n: g\n---\nh: 1\n"
    expected = ["LOD04 1:4 a", "LOD04 2:4 b", "LOD04 3:4 c", 'LOD04 4:5 d["<<"]', "LOD04 5:3", "LOD04 7:1"]
    assert spelled(findings(lambda: read("x.yaml", text))) == expected


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("%YAML 1.2\n---\na: 1\n", "1:1", "directives"),
        ("# one\n%TAG ! x:\r\n%YAML 1.1 # old\r\n---\na: 1\n", "3:1", "directives"),
        ("\ufeff%YAML 1.2\n---\na: 1\n", "1:1", "U+FEFF (zero width no-break space)"),
        ("a:\n\u00a0 b: 1\n", "2:1", "U+00A0 (no-break space)"),
        ("a:\u00a0{b: 1}\n", "1:3", "U+00A0 (no-break space)"),
        ("a: x#\u00a0y\n", "1:6", "U+00A0 (no-break space)"),
        ("a: 'x # y' # z\nb: x\u3000y\n", "2:5", "U+3000 (ideographic space)"),
        ("a: x\u200by\n", "1:5", "U+200B (zero width space)"),
    ],
)
def test_what_is_hard_to_see_is_found_where_it_stands_and_named(text: str, place: str, words: str) -> None:
    found = findings(lambda: read("x.yaml", text)).findings[0]
    assert f"{found.code} {found.place.line}:{found.place.column}" == f"LOD04 {place}"
    assert words in found.message


def test_space_that_is_none_does_no_harm_in_a_comment() -> None:
    assert read("x.yaml", "a: 1 # not\u00a0here\n#\u00a0nor here\n").tree == {"a": 1}


def test_quoted_merge_sign_is_an_ordinary_key() -> None:
    assert read("x.yaml", "'<<': 1\n").tree == {"<<": 1}


def test_findings_before_a_syntax_error_are_kept() -> None:
    assert spelled(findings(lambda: read("x.yaml", "a: 1\na: 2\nb: 'x\n"))) == ["LOD03 2:1 a", "LOD02 3:4"]


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("a: b: c\n", "1:5", "quotes"),
        ("a:\n\t- b\n", "2:1", "spaces"),
        ("a: 1\nb: 'x\n", "2:4", "quotation mark"),
        ("a: [1,\n  2\nb: 3\n", "3:2", "line 1"),
        ("a: @x\n", "1:4", "quotes"),
        ("a: \x07\n", "1:4", "remove"),
        ('a: 1\nb: "\\UFFFFFFFF"\n', "2:5", "character"),
        ('a: "\\ud800"\n', "1:4", "surrogate"),
    ],
)
def test_syntax_errors_have_a_place_and_a_remedy(text: str, place: str, hint: str) -> None:
    (finding,) = findings(lambda: read("x.yaml", text)).findings
    assert f"{finding.code} {finding.place.line}:{finding.place.column}" == f"LOD02 {place}"
    assert hint in finding.hint


def test_endless_nesting_ends_soon_and_with_a_finding() -> None:
    assert [each.code for each in findings(lambda: read("x.yaml", "[" * 100_000)).findings] == ["LOD04"]


@given(st.one_of(st.text(max_size=80), YAML_MARKS))
@example("%YAML 1.1\n---\na: 012\n")
@example("%YAML 9.9\n---\na\n")
@example("? ? ? a\n: b\n")
@example("!<x> &a {*a : *a}")
def test_any_text_is_either_a_document_or_a_list_of_findings(text: str) -> None:
    try:
        document = read("x.yaml", text)
    except Rejected as rejected:
        report = rejected.report
        assert report.findings
        assert all(each.place.line >= 1 and each.place.column >= 1 for each in report.findings)
    else:
        assert isinstance(document, Document)


@given(st.binary(max_size=80))
def test_any_bytes_are_either_a_document_or_a_list_of_findings(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    file = tmp_path_factory.mktemp("any") / "x.yaml"
    file.write_bytes(content)
    try:
        document = load(file)
    except Rejected as rejected:
        report = rejected.report
        assert report.findings
    else:
        assert isinstance(document, Document)
