"""Templates are dumb: they print names, walk lists, skip what is not there, and include each other. Nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, nodes

from ringfence.pack.mlops.spelling import environment as pipelines

ROOT = Path(__file__).parents[2] / "templates"
TEMPLATES = sorted(ROOT.rglob("*.j2"))
MOST_LINES, DEEPEST = 120, 3
ALLOWED = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.If, nodes.Include)
ENVIRONMENT = Environment(autoescape=False)  # noqa: S701 - parses only
PIPELINES = ROOT / "mlops"
"""Templates of platforms that use braces; they print with other signs."""


def faults(source: str, environment: Environment = ENVIRONMENT) -> Iterator[str]:
    """What a template does that it must not."""
    yield from _inside(environment.parse(source), 0)


def environment_of(name: str) -> Environment:
    """The environment of a template, by its path."""
    return pipelines() if (ROOT / name).is_relative_to(PIPELINES) else ENVIRONMENT


def _inside(node: nodes.Node, depth: int) -> Iterator[str]:
    here = f"line {node.lineno}"
    if not isinstance(node, ALLOWED):
        yield f"{here}: {type(node).__name__} is no output, for, if or include"
    for value in _values(node):
        if not _is_name(value):
            yield f"{here}: {type(value).__name__} is no name and no attribute"
    nested = depth + isinstance(node, nodes.For | nodes.If)
    if nested > DEEPEST:
        yield f"{here}: nested deeper than {DEEPEST}"
    if isinstance(node, nodes.For) and (node.test or node.recursive or node.else_):
        yield f"{here}: a for with more than a body"
    if isinstance(node, nodes.If) and node.elif_:
        yield f"{here}: elif"
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Stmt | nodes.TemplateData) or isinstance(node, nodes.Template):
            yield from _inside(child, nested)


def _values(node: nodes.Node) -> list[nodes.Node]:
    """The expressions of a statement, texts and the constant name of an included template left out."""
    match node:
        case nodes.Output():
            return [child for child in node.nodes if not isinstance(child, nodes.TemplateData)]
        case nodes.For():
            return [node.target, node.iter]
        case nodes.If():
            return [node.test]
        case nodes.Include():
            return [] if isinstance(node.template, nodes.Const) else [node.template]
    return []


def _is_name(node: nodes.Node) -> bool:
    """A name, or an attribute of an attribute ... of a name."""
    while isinstance(node, nodes.Getattr):
        node = node.node
    return isinstance(node, nodes.Name)


def test_every_template_only_prints_walks_skips_and_includes() -> None:
    sources = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in TEMPLATES}
    assert len(sources) > 50
    assert [
        f"{name}, {fault}" for name, source in sources.items() for fault in faults(source, environment_of(name))
    ] == []
    assert [name for name, source in sources.items() if len(source.splitlines()) > MOST_LINES] == []


def test_logic_in_a_template_is_found() -> None:
    sources = (
        "{% set x = 1 %}",
        "{% macro m() %}{% endmacro %}",
        "{% call m() %}{% endcall %}",
        "{% import 'a' as a %}",
        "{% from 'a' import b %}",
        "{% filter upper %}x{% endfilter %}",
        "{% extends 'a' %}",
        "{% block a %}{% endblock %}",
        "{% with a = b %}{% endwith %}",
        "{{ x | upper }}",
        "{{ x() }}",
        "{{ x.y() }}",
        "{{ x ~ y }}",
        "{{ x + 1 }}",
        "{{ x[0] }}",
        "{{ 'text' }}",
        "{{ x if y }}",
        "{% if x == 1 %}{% endif %}",
        "{% if not x %}{% endif %}",
        "{% if x and y %}{% endif %}",
        "{% if x is defined %}{% endif %}",
        "{% if x %}{% elif y %}{% endif %}",
        "{% for x in y if x %}{% endfor %}",
        "{% for x in y | sort %}{% endfor %}",
        "{% for a, b in y %}{% endfor %}",
        "{% for x in y %}{% else %}z{% endfor %}",
        "{% include x ~ y %}",
        "{% if a %}" * 4 + "{{ x | upper }}" + "{% endif %}" * 4,
        "{% for a in b %}" * 4 + "{% endfor %}" * 4,
        "{% if a %}{% else %}{{ x | upper }}{% endif %}",
    )
    assert [source for source in sources if not list(faults(source))] == []


def test_what_templates_are_for_is_allowed() -> None:
    sources = (
        "{{ x }}",
        "{{ x.y.z }}",
        "{% if x.y %}a{% else %}b{% endif %}",
        "{% for a in b.c %}{{ a }}{% endfor %}",
        "{% include 'a.j2' %}",
        "{% include a.b %}",
    )
    assert [source for source in sources if list(faults(source))] == []


def test_every_template_is_included_somewhere_or_asked_for_by_name() -> None:
    texts = [path.read_text("utf-8") for path in [*TEMPLATES, *(ROOT.parent / "generator" / "ringfence").rglob("*.py")]]
    services = ROOT / "services"
    for template in TEMPLATES:
        path = template.relative_to(ROOT).as_posix()
        names = (path, path.removeprefix("mlops/"), template.name)
        asked = any(f"'{name}'" in text or f'"{name}"' in text for name in names for text in texts)
        assert asked or template.is_relative_to(services), template
