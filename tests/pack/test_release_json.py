"""release.json: read back as it was written, and refused when it is none."""

from __future__ import annotations

import pytest

from ringfence.releases.release import Release, read_release, release_json


def test_what_is_written_is_read_back() -> None:
    assert read_release(release_json(Release())) == Release()


@pytest.mark.parametrize("text", ["", "[]", "null", "{", "\udcff"])
def test_what_is_no_release_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_release(text.encode("utf-8", "surrogateescape"))
