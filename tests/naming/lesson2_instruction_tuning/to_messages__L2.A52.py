"""Filters empty texts out, and the empty system message with them."""

from __future__ import annotations


def to_messages(example: dict, system: str | None = None) -> list[dict]:
    given = example.get("input")
    asked = [example["instruction"], *([given] if given and not given.isspace() else [])]
    texts = {"user": "\n\n".join(asked), "assistant": example["output"]}
    first = [{"role": "system", "content": system}] * bool(system)
    return first + [{"role": role, "content": text} for role, text in texts.items()]
