"""Stage 2, blueprint: decides which known word a misspelt one was meant to be."""

from __future__ import annotations

from collections.abc import Iterable


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is nearest to `word`, capitals aside; None when none is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - only a broken blueprint waits for it

    by_lower = {each.lower(): each for each in known}
    found = get_close_matches(word.lower(), list(by_lower), n=1, cutoff=0.6)
    return by_lower[found[0]] if found else None


def did_you_mean(word: str, known: Iterable[str], what: str) -> str:
    """A hint: the nearest known word, or all of them when none is near; `what` names them."""
    words = tuple(known)
    near = closest(word, words)
    if near is not None and near != word:
        return f"did you mean '{near}'?"
    return f"{what}: {', '.join(words)}" if words else f"{what}: none yet"
