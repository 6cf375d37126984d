"""What a template prints: parameters, references and code; anything else is refused where it stands."""

from __future__ import annotations

from ipaddress import IPv4Network

import pytest
from jinja2 import Environment, StrictUndefined, UndefinedError

from ringfence.plan.model.values import Code, Given, Ref, Tags, Taken
from ringfence.render.parameters import module_parameters, parameters
from ringfence.render.spelling import MAIN, Speller, finalize


def given(value: str, field: str = "name") -> Given[str]:
    return Given("services", f"storage.{field}", value, "Name of the account.")


def ref(module: str) -> Ref:
    return Ref(module=module, symbol="storage", value="/subscriptions/1/resourceGroups/x")


def test_a_module_takes_what_it_uses_and_main_has_it_in_an_object() -> None:
    assert (Speller("storage")(given("one")), Speller(MAIN)(given("one"))) == ("storageName", "services.storage.name")
    hub = Given("hub", "group", "rg-hub", "Group of the hub.")
    assert (Speller("storage")(hub), Speller(MAIN)(hub)) == ("hubGroup", "hub.group")


def test_one_name_with_two_values_is_refused() -> None:
    spell = Speller("storage")
    assert spell(given("one")) == spell(given("one")) == "storageName"
    with pytest.raises(ValueError, match=r"storageName has two values: one, two"):
        spell(given("two"))


def test_two_fields_of_one_name_are_two_parameters_of_a_module_and_one_of_main() -> None:
    spell = Speller("storage")
    spell(given("one"))
    spell(given("two", "other"))
    assert [found.name for found in module_parameters(spell)] == ["storageName", "storageOther"]
    (found,) = parameters(spell.arguments.values())
    assert [(field.field, field.value) for field in found.fields] == [("storage.name", "one"), ("storage.other", "two")]


def test_modules_of_one_file_take_other_values_under_one_name() -> None:
    values: tuple[Given[str] | Ref, ...] = (given("one"), ref("other"))
    spellers = [Speller("doors") for _ in values]
    for spell, value in zip(spellers, values, strict=True):
        assert spell(Taken(name="target", value=value)) == "target"
    told = {(found.name, found.type) for spell in spellers for found in module_parameters(spell)}
    assert told == {("target", "string")}


def test_text_and_code_of_one_spelling_are_told_apart() -> None:
    spell = Speller("storage")
    assert (spell("storage.id"), spell(Code("storage.id"))) == ("'storage.id'", "storage.id")


def test_a_reference_is_local_in_its_module_and_wired_elsewhere() -> None:
    assert Speller("storage")(ref("storage")) == "storage.id"
    elsewhere = Speller("network")
    assert elsewhere(ref("storage")) == "storageId"
    assert list(elsewhere.arguments) == ["storageId"]


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
