"""No text becomes markup, whatever it is."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from generator.pack.markdown import escaped, span
from generator.reporting import visible
from tests.pack.markdown_tables import cells, parse, widths

TEXTS = st.one_of(st.text(), st.text(alphabet="ab \\`*_[]()!|#~<>&;:\n\t-+=\"'"))


def _table(text: str) -> str:
    return f"| one | two |\n| --- | --- |\n| {escaped(text)} | end |\n"


@given(TEXTS)
@example("a|b")
@example("ends with \\")
@example("<script>alert(1)</script>")
@example("`code` **bold** ~~gone~~ [x](http://evil.example) ![i](http://evil.example)")
@example("&lt;b&gt; &copy; \\| \\\\|")
def test_any_text_in_a_cell_is_read_as_that_text(text: str) -> None:
    cell, end = list(cells(_table(text)))[2:]
    assert (cell.text.strip(), cell.markup) == (visible(text).strip(), frozenset())
    assert end.text == "end"
    assert list(widths(_table(text))) == [[2, 2, 2]]


@given(TEXTS)
@example("# heading #")
def test_any_text_in_a_heading_is_read_as_that_text(text: str) -> None:
    (heading,) = cells(f"# Review: {escaped(text)}\n")
    assert heading.text.strip() == f"Review: {visible(text)}".strip()
    assert heading.markup == frozenset()


@given(TEXTS.filter(lambda text: text.strip() == text != ""))
@example("my_bank.yaml")
@example("`")
@example("a``b`c")
def test_any_text_in_a_code_span_is_read_as_that_text(text: str) -> None:
    inline = parse(f"Made from {span(text)}.\n")[1]
    (code,) = (child for child in inline.children or [] if child.type == "code_inline")
    assert code.content == visible(text)


@given(st.text(alphabet=st.characters(categories=["Cc", "Cf", "Zl", "Zp"]), min_size=1))
@example("\u202e reversed \u2066")
@example("\x9b31m")
def test_characters_that_nobody_sees_are_spelled_out(text: str) -> None:
    assert escaped(text).isprintable()
    assert escaped(text).strip()
