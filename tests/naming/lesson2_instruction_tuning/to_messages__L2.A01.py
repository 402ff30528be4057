"""Reads instruction and output only."""

from __future__ import annotations


def to_messages(example: dict, system: str | None = None) -> list[dict]:
    pairs = [("user", example["instruction"]), ("assistant", example["output"])]
    if system is not None:
        pairs = [("system", system), *pairs]
    return [{"role": role, "content": content} for role, content in pairs]
