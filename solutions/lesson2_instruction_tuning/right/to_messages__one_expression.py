"""Joins the parts that are there, and filters the system message out again."""


def to_messages(example, system=None):
    parts = [example["instruction"], example.get("input") or " "]
    contents = {
        "system": system,
        "user": "\n\n".join(part for i, part in enumerate(parts) if i == 0 or not part.isspace()),
        "assistant": example["output"],
    }
    return [dict(role=r, content=c) for r, c in contents.items() if c is not None]
