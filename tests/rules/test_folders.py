"""Rows are read with all folders below theirs, so that one folder in another holds the same rows."""

from __future__ import annotations

import pytest

from ringfence.blueprint.rules.mlops.folders import overlap


@pytest.mark.parametrize("other", ["a/b", "a/b/", "/a/b", "a/b/kept", "a"])
def test_the_same_folder_or_one_in_the_other_has_the_same_rows(other: str) -> None:
    assert overlap("a/b", other)
    assert overlap(other, "a/b")


@pytest.mark.parametrize("other", ["a/bc", "a/kept", "b", "b/a"])
def test_folders_beside_each_other_have_rows_of_their_own(other: str) -> None:
    assert not overlap("a/b", other)
    assert not overlap(other, "a/b")
