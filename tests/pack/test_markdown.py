"""No text becomes markup, whatever it is."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ringfence.pack.text.markdown import escaped, span
from ringfence.reporting import visible
from tests.pack.markdown_tables import cells, parse, widths

ADDRESSES = ["http://", "https://", "HTTP://", "ftp://", "www.", "WWW.", "mailto:", "xmpp:", "@"]
TEXTS = st.one_of(
    st.text(),
    st.text(alphabet="ab \\`*_[]()!|#~<>&;:\n\t-+=\"'@./"),
    st.lists(st.sampled_from([*ADDRESSES, *".a/ `\\|"])).map("".join),
)
MAIL = {"code_inline"}
"""Mail addresses are code, because GitHub links them however they are escaped."""


def _table(text: str) -> str:
    return f"| one | two |\n| --- | --- |\n| {escaped(text)} | end |\n"


@given(TEXTS)
@example("a|b")
@example("ends with \\")
@example("<script>alert(1)</script>")
@example("`code` **bold** ~~gone~~ [x](http://evil.example) ![i](http://evil.example)")
@example("&lt;b&gt; &copy; \\| \\\\|")
@example("<http://evil.example> <a@evil.example> <img src=x onerror=alert(1)>")
@example("see http://evil.example, (www.evil.example) and HTTPS://evil.example/a_b|c")
@example("mail a.b+c@evil.example, mailto:a@evil.example, `a@evil.example`, \\a@evil.example\\")
@example("thanks to @somebody and @some/team")
@example("a@b@c.example xmpp:@/www.x")
def test_any_text_in_a_cell_is_read_as_that_text(text: str) -> None:
    cell, end = list(cells(_table(text)))[2:]
    assert cell.text.strip() == visible(text).strip()
    assert (cell.markup - MAIL, cell.linked) == (frozenset(), ())
    assert end.text == "end"
    assert list(widths(_table(text))) == [[2, 2, 2]]


@given(TEXTS)
@example("# heading #")
def test_any_text_in_a_heading_is_read_as_that_text(text: str) -> None:
    (heading,) = cells(f"# Review: {escaped(text)}\n")
    assert heading.text.strip() == f"Review: {visible(text)}".strip()
    assert (heading.markup - MAIL, heading.linked) == (frozenset(), ())


@given(TEXTS.filter(lambda text: text.strip() == text != ""))
@example("my_bank.yaml")
@example("`")
@example("a``b`c")
def test_any_text_in_a_code_span_is_read_as_that_text(text: str) -> None:
    inline = parse(f"Made from {span(text)}.\n")[1]
    (code,) = (child for child in inline.children or [] if child.type == "code_inline")
    assert code.content == visible(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("https://evil.example/a", r"https\://evil.example/a"),
        ("x_http://evil.example", r"x\_http\://evil.example"),
        ("azureml://registries/models", "azureml://registries/models"),
        ("www.evil.example", r"www\.evil.example"),
        ("team@bank.example", "`team@bank.example`"),
        ("mailto:team@bank.example", "mailto:`team@bank.example`"),
        ("Ask @team.", "Ask `@team.`"),
        ("a@b <i>", "`a@b` &lt;i&gt;"),
        ("blob.core.windows.net:443", "blob.core.windows.net:443"),
    ],
)
def test_what_github_would_link_is_text_or_code(text: str, written: str) -> None:
    assert escaped(text) == written


@given(st.text(alphabet=st.characters(categories=["Cc", "Cf", "Zl", "Zp"]), min_size=1))
@example("\u202e reversed \u2066")
@example("\x9b31m")
def test_characters_that_nobody_sees_are_spelled_out(text: str) -> None:
    assert escaped(text).isprintable()
    assert escaped(text).strip()
