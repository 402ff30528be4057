"""Strips the text at the end."""

from __future__ import annotations


def render_chatml(messages: list[dict], add_generation_prompt: bool = False) -> str:
    if any(message["role"] not in ("system", "user", "assistant") for message in messages):
        raise ValueError("role")
    text = "".join(f"<|im_start|>{m['role']}\n{m['content']}<|im_end|>\n" for m in messages)
    return text + "<|im_start|>assistant\n" if add_generation_prompt else text[:-1]
