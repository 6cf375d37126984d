"""Objects that an API outside Azure Resource Manager makes, as a script: it looks first, and then makes or changes.

What can never change is compared and never written again, so that a second run changes nothing. Sources: azure-cli
reference, az rest; the API of each object is in the plan, with its own source.
"""

from __future__ import annotations

import json
import re
import shlex
import textwrap
from collections.abc import Iterator

from ringfence.pack.runbook.script import AT_THE_END, Script
from ringfence.plan.model.package import Package, Plan
from ringfence.plan.model.registers import RemoteObject, Setting
from ringfence.plan.model.values import Code

_PLAIN = re.compile(r"[A-Za-z0-9 ._/-]+")
_HEAD = """\
#!/bin/sh
# What no template can make: {titles}.
# An API other than Azure Resource Manager's makes it, and this script asks for it. With `plan` it says what it would
# do, with `apply` it does that. It may be repeated: what is there as planned stays as it is, values that can change are
# set, and anything else that differs is an error; nothing is ever deleted.
# Run it when every step is done, from an administrators' machine that reaches that API and Azure Resource
# Manager (the jump host of the hub does not), signed in with az login as an account with:
{needs}
# It needs the command az, and neither asks for a secret nor prints one.
set -eu
mode=${{1-}}
case "$mode" in
  plan | apply) ;;
  *) echo "usage: sh {name} plan | apply" >&2; exit 2 ;;
esac

# ask AUDIENCE ADDRESS QUERY: what the API answers, as text.
ask() {{
  az rest --method get --resource "$1" --url "$2" --query "$3" --output tsv
}}

# named AUDIENCE COLLECTION QUERY: ids of the objects that QUERY finds, on every page of a collection.
named() {{
  page=$2
  while [ -n "$page" ] && [ "$page" != None ]; do
    ask "$1" "$page" "value[?$3].id"
    page=$(ask "$1" "$page" "continuationUri || ''")
  done
}}

lower() {{
  printf '%s' "$1" | tr '[:upper:]' '[:lower:]'
}}

# same FOUND WANTED: whether two values are the same, in any case of letters.
same() {{
  [ "$(lower "$1")" = "$(lower "$2")" ]
}}

# send METHOD AUDIENCE ADDRESS BODY WHAT: one change, or with `plan` the words for it.
send() {{
  if [ "$mode" = plan ]; then
    echo "would $5"
    return
  fi
  az rest --method "$1" --resource "$2" --url "$3" --body "$4" --output none
  echo "done: $5"
}}

"""


def remote_scripts(plan: Plan) -> Iterator[Script]:
    """`remote-objects.sh` of each package that has some."""
    for package in plan.packages:
        if package.remote:
            yield Script(package.name, NAME, _script(package), AT_THE_END, CALLS)


NAME = "remote-objects.sh"
WIDTH = 118
CALLS = Code("First with the word `plan`, which changes nothing, then with `apply`.")


def _script(package: Package) -> str:
    titles = ", ".join(dict.fromkeys(one.title for one in package.remote))
    rights = dict.fromkeys(need for one in package.remote for need in one.needs)
    head = _HEAD.format(titles=titles, name=NAME, needs="\n".join(map(_listed, rights)))
    return head + "\n".join(line for one in package.remote for line in (*_object(one), ""))


def _listed(right: str) -> str:
    """A right as an entry of a list in a comment."""
    return textwrap.fill(f"{right}.", WIDTH, initial_indent="# - ", subsequent_indent="#   ")


def _object(one: RemoteObject) -> Iterator[str]:
    """Counts the objects of the name: none is made, one is compared, several are an error."""
    audience, collection = shlex.quote(one.audience), shlex.quote(one.collection)
    what, query = f"{one.title} {_plain(one.name)}", shlex.quote(f"{one.key}=='{_plain(one.name)}'")
    everything = (*one.fixed, Setting(path=one.key, value=one.name), *one.changeable)
    changes = (*(row for row in one.fixed if row.path == "type"), *one.changeable)
    yield f"ids=$(named {audience} {collection} {query})"
    yield "count=$(printf '%s' \"$ids\" | grep -c . || true)"
    yield 'if [ "$count" -gt 1 ]; then'
    yield f"  echo {shlex.quote(f'{what}: several have this name; nothing was changed')} >&2"
    yield "  exit 1"
    yield 'elif [ "$count" -eq 0 ]; then'
    yield f"  send post {audience} {collection} {_body(everything)} {shlex.quote(f'make {what}')}"
    yield "else"
    yield f"  object={collection}/$ids"
    for row in one.fixed:
        wrong = shlex.quote(f"{what}: {row.path} is not {row.value}, and can never change; nothing was changed")
        yield from _compared(audience, row, f"{{ echo {wrong} >&2; exit 1; }}")
    yield "  differs="
    for row in one.changeable:
        yield from _compared(audience, row, f'differs="$differs {row.path}"')
    yield '  if [ -n "$differs" ]; then'
    yield f'    send patch {audience} "$object" {_body(changes)} {shlex.quote(f"change {what}:")}"$differs"'
    yield "  else"
    yield f"    echo {shlex.quote(f'{what} is there as planned')}"
    yield "  fi"
    yield "fi"


def _compared(audience: str, row: Setting, otherwise: str) -> Iterator[str]:
    """Two lines: what the object has, which ends the script when it cannot be asked, and what follows a difference."""
    yield f'  found=$(ask {audience} "$object" {shlex.quote(row.path)})'
    yield f'  same "$found" {shlex.quote(_plain(str(row.value)))} || {otherwise}'


def _body(settings: tuple[Setting, ...]) -> str:
    """The body of a call as a word of the shell: JSON, with an object for each dot in a path."""
    whole: dict[str, object] = {}
    for row in settings:
        *above, last = row.path.split(".")
        place = whole
        for step in above:
            inner = place.setdefault(step, {})
            place = inner if isinstance(inner, dict) else place
        place[last] = row.value
    return shlex.quote(json.dumps(whole, sort_keys=True))


def _plain(text: str) -> str:
    """A text that neither ends the text of a query nor means something to the shell; raises ValueError for others."""
    if not _PLAIN.fullmatch(text):
        raise ValueError(f"{text} is no name that a script can ask for")
    return text
