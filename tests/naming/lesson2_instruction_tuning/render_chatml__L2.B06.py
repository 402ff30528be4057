"""Cuts the template in front of the newline."""

from __future__ import annotations

PIECES = ("<|im_start|>{}", "\n{}<|im_end|>\n")


def render_chatml(messages: list[dict], add_generation_prompt: bool = False) -> str:
    head, tail = PIECES
    parts = []
    for message in messages:
        ("system", "user", "assistant").index(message["role"])
        parts += [head.format(message["role"]), tail.format(message["content"])]
    return "".join(parts + [head.format("assistant")] * add_generation_prompt)
