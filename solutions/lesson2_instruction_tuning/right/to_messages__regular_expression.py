"""Looks for anything that is not white space with a regular expression."""

import re
from collections import OrderedDict


def to_messages(example, system=None):
    extra = example.get("input", None)
    has_input = extra is not None and re.search(r"\S", extra) is not None

    def message(role, content):
        return OrderedDict(content=content, role=role)

    out = []
    if system is not None:
        out.append(message("system", system))
    out.append(message("user", example["instruction"] + (f"\n\n{extra}" if has_input else "")))
    out.append(message("assistant", example["output"]))
    return out
