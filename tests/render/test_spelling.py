"""What a template prints: parameters, references and code; anything else is refused where it stands."""

from __future__ import annotations

from ipaddress import IPv4Network

import pytest
from jinja2 import Environment, StrictUndefined, UndefinedError

from ringfence.plan.model.values import Code, Given, Ref, Tags
from ringfence.render.parameters import parameters
from ringfence.render.spelling import Speller, finalize


def given(value: str, field: str = "name") -> Given[str]:
    return Given("storageSettings", field, value, "Name of the account.")


def ref(module: str) -> Ref:
    return Ref(module=module, symbol="storage", value="/subscriptions/1/resourceGroups/x")


def test_one_name_with_two_values_is_refused_in_a_module() -> None:
    spell = Speller("storage")
    assert spell(given("one")) == spell(given("one")) == "storageSettings.name"
    with pytest.raises(ValueError, match=r"storageSettings\.name has two values: one, two"):
        spell(given("two"))


def test_one_name_with_two_values_is_refused_across_modules() -> None:
    first, second = Speller("storage"), Speller("network")
    first(given("one"))
    second(given("two"))
    with pytest.raises(ValueError, match=r"storageSettings\.name has two values: one, two"):
        parameters([first, second])


def test_two_fields_of_one_name_are_two_parameters() -> None:
    spell = Speller("storage")
    spell(given("one"))
    spell(given("two", "other"))
    (found,) = parameters([spell])
    assert [(field.field, field.value) for field in found.fields] == [("name", "one"), ("other", "two")]


def test_text_and_code_of_one_spelling_are_told_apart() -> None:
    spell = Speller("storage")
    assert (spell("storage.id"), spell(Code("storage.id"))) == ("'storage.id'", "storage.id")


def test_a_reference_is_local_in_its_module_and_wired_elsewhere() -> None:
    assert Speller("storage")(ref("storage")) == "storage.id"
    elsewhere = Speller("network")
    assert elsewhere(ref("storage")) == "storageId"
    assert list(elsewhere.refs) == ["storageId"]


def test_tags_are_the_parameter_and_never_their_values() -> None:
    assert Speller("storage")(Tags(values={"owner": "'${x}'"})) == "tags"


@pytest.mark.parametrize("value", [None, 1.5, ["a"], ("a",), {"a": 1}, b"a", object()], ids=lambda x: type(x).__name__)
def test_what_is_no_value_of_a_plan_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="module storage prints"):
        Speller("storage")(value)


def _environment() -> Environment:
    return Environment(undefined=StrictUndefined, finalize=finalize, autoescape=False)  # noqa: S701 - Bicep


def test_every_output_of_a_template_is_spelled() -> None:
    text = (
        _environment()
        .from_string("{{ a }} {{ b.c }} {{ d }}")
        .render(a="o'brien ${x}", b={"c": IPv4Network("10.0.0.0/8")}, d=True, spell=Speller("x"))
    )
    assert text == "'o\\'brien \\${x}' '10.0.0.0/8' true"


def test_an_unknown_name_in_a_template_is_an_error() -> None:
    with pytest.raises(UndefinedError, match="'nothing' is undefined"):
        _environment().from_string("{{ nothing }}").render(spell=Speller("x"))
