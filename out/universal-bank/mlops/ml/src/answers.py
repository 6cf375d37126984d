"""Asks a language model the questions of a folder, and measures its answers: the same answers give the same figures."""

import argparse
import hashlib
import json
import math
import re
from pathlib import Path

from deployment import asked, token
from settings import settings, written


def questions(folder):
    """Every question of the JSON lines of a folder, in the order of files and lines.

    Raises SystemExit where a line is no question, or says neither what is expected nor that it must be refused.
    """
    found = []
    for file in sorted(Path(folder).rglob("*.jsonl")):
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            if line.strip():
                found.append(question(line, f"{file.name}, line {number}"))
    return found


def question(line, place):
    """One line as `id`, `question`, `expected` (texts, none where it must be refused) and `context`."""
    try:
        row = json.loads(line)
    except ValueError:
        raise SystemExit(f"{place} is no JSON") from None
    if not isinstance(row, dict) or not isinstance(row.get("question"), str):
        raise SystemExit(f"{place} has no question")
    expected = [row["expected"]] if isinstance(row.get("expected"), str) else row.get("expected", [])
    texts = isinstance(expected, list) and all(isinstance(one, str) and plain(one) for one in expected)
    if not texts or bool(expected) == (row.get("refuse") is True):
        raise SystemExit(f"{place} needs either texts that are expected, or refuse: true")
    if not isinstance(row.get("context", ""), str):
        raise SystemExit(f"{place} has a context that is no text")
    return {"id": place, "question": row["question"], "expected": expected, "context": row.get("context", "")}


def plain(text):
    """A text as it is compared: without case, without space and full stops around it, single spaces inside."""
    return " ".join(text.casefold().split()).strip(" .")


def judged(row, answer, refusal):
    """What became of one question; no text of question or answer is kept, but their hashes are."""
    text, wanted = plain(answer["text"]), [plain(one) for one in row["expected"]]
    refused = answer["refused"] or (bool(refusal) and text.startswith(plain(refusal)))
    return {
        "id": row["id"],
        "question": hashed(row["question"]),
        "answer": hashed(answer["text"]),
        "mustRefuse": not wanted,
        "exact": text in wanted,
        "contained": any(within(one, text) for one in wanted),
        "refused": refused,
        "filtered": answer["filtered"],
        "seconds": round(answer["seconds"], 3),
    }


def within(wanted, text):
    """Whether a text has the wanted words next to each other, as whole words."""
    return re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", text) is not None


def hashed(text):
    """The SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def measured(results):
    """Figures of all answers: shares of the questions with an expected text, and of those that must be refused.

    A figure without a question is None, which the gate refuses where it has a threshold.
    """
    known = [one for one in results if not one["mustRefuse"]]
    forbidden = [one for one in results if one["mustRefuse"]]
    return {
        "exact": share(known, "exact"),
        "contained": share(known, "contained"),
        "filtered": share(known, "filtered"),
        "refused": share(forbidden, "refused"),
        "seconds": slow(sorted(one["seconds"] for one in results)),
    }


def share(results, figure):
    """The share of results with a figure; None where there are none."""
    return sum(one[figure] for one in results) / len(results) if results else None


def slow(seconds):
    """The 95th percentile of sorted seconds by nearest rank; None where there are none."""
    return seconds[math.ceil(0.95 * len(seconds)) - 1] if seconds else None


def answered(model, rows):
    """What became of each question, asked one after another."""
    found = []
    for row in rows:
        context = [{"role": "system", "content": row["context"]}] if row["context"] else []
        answer = asked(model, token(model["audience"]), [*context, {"role": "user", "content": row["question"]}])
        found.append(judged(row, answer, model["refusal"]))
    return found


def main():
    """Write figures, and what became of each question; exit 1 where there are too few questions."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--model", required=True)
    words.add_argument("--questions", required=True)
    words.add_argument("--output", required=True)
    words.add_argument("--answers", required=True)
    given = words.parse_args()
    model, rows = settings(given.model), questions(given.questions)
    if len(rows) < model["rows"]:
        raise SystemExit(f"{len(rows)} questions are too few, below {model['rows']}")
    results = answered(model, rows)
    written(given.answers, results)
    written(given.output, {"rows": len(rows), "metrics": measured(results), "fairness": {}})


if __name__ == "__main__":
    main()
