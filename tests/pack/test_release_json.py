"""release.json: read back as it was written, and refused when it is none."""

from __future__ import annotations

import pytest

from ringfence.plan.context.decisions.acceptance import Acceptance
from ringfence.releases.release import Release, read_release, release_json

ACCEPTED = Acceptance(
    risk="tls-inspection",
    at="connectivity",
    by="Head of Network Security",
    ticket="CHG0042",
    accepted="2026-11-02",
    until="2027-11-01",
    note="| <b>*text*</b> =1+1",
)


@pytest.mark.parametrize("release", [Release(), Release(accepted=(ACCEPTED,))])
def test_what_is_written_is_read_back(release: Release) -> None:
    assert read_release(release_json(release)) == release


@pytest.mark.parametrize("text", ["", "[]", "null", "{", "\udcff", '{"accepted": [{"risk": "x"}]}'])
def test_what_is_no_release_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_release(text.encode("utf-8", "surrogateescape"))
