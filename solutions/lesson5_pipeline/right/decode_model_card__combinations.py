"""Right answers to task 5.1: every way to split x to find the size x to look for words."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

SPLITS = {
    "findall": r"""TOKEN = re.compile(r"\d+-bit\b|q\d+(?:_[a-z0-9]+)+|[^ \-/_]+", re.IGNORECASE)


def tokens_of(name):
    return TOKEN.findall(name)
""",
    "marked_then_split": r"""def tokens_of(name):
    name = re.sub(r"(?i)(\d+)-bit\b", r"\1bit", name)
    name = re.sub(r"(?i)\bq(\d+)(_[a-z0-9]+)+", r"Q\1", name.replace("/", " "))
    return [token for token in re.split(r"[\s\-_]+", re.sub(r"_(?=[Qq]\d+_)", " ", name)) if token]
""",
}

SIZES = {
    "fullmatch": r"""def size_of(token):
    found = re.fullmatch(r"(?:(\d+)x)?(\d+(?:\.\d+)?)([bm])", token, re.IGNORECASE)
    if not found:
        return None
    times, number, unit = found.groups()
    return round(int(times or 1) * float(number) * {"b": 1e9, "m": 1e6}[unit.lower()])
""",
    "by_hand": r"""def size_of(token):
    token = token.upper()
    unit = {"B": 10**9, "M": 10**6}.get(token[-1:])
    if unit is None:
        return None
    total = Fraction(unit)
    for part in token[:-1].split("X"):
        if not part.replace(".", "", 1).isdigit():
            return None
        total *= Fraction(part)
    return int(total)
""",
}

WORDS = {
    "sets": """    words = {token.upper() for token in tokens}
    aligned = bool(words & {"INSTRUCT", "CHAT", "IT", "DPO", "RLHF"})
    tuned = aligned or "SFT" in words
    adapted = not words.isdisjoint(["LORA", "QLORA", "ADAPTER"])
""",
    "loop": """    aligned = tuned = adapted = False
    for token in map(str.casefold, tokens):
        if token in ("instruct", "chat", "it", "dpo", "rlhf"):
            aligned = tuned = True
        elif token == "sft":
            tuned = True
        elif token in ("lora", "qlora", "adapter"):
            adapted = True
""",
}

TEMPLATE = r"""import re
from fractions import Fraction


{split}

{size}

def decode_model_card(name):
    tokens = tokens_of(name)
    sizes = [size_of(token) for token in tokens]
    if not any(sizes):
        raise ValueError("a name needs a size")
    place = next(i for i, size in enumerate(sizes) if size)
{words}
    lower = [token.lower() for token in tokens]
    quantizer = next((q for q in ["NF4", "BNB", "AWQ", "GPTQ"] if q.lower() in lower), None)
    bits = 4 if quantizer or "qlora" in lower else 16
    for token in lower:
        for pattern in (r"(\d+)-?bit", r"int(\d+)", r"q(\d+)(?:_.*)?", r"w(\d+)a\d+"):
            match = re.fullmatch(pattern, token)
            if match:
                bits = int(match[1])
    done = [("sft", tuned), ("alignment", aligned), ("lora", adapted), ("quantization", bits < 16)]
    return dict(
        family="-".join(tokens[:place]),
        params=sizes[place],
        stages=["pretraining"] + [stage for stage, yes in done if yes],
        bits=bits,
        quantizer=quantizer,
    )
"""


def generate() -> Iterator[tuple[str, str]]:
    """Yield (slug, source) of all 8 combinations."""
    for choice in itertools.product(SPLITS.items(), SIZES.items(), WORDS.items()):
        slugs, (split, size, words) = zip(*choice, strict=True)
        yield "-".join(slugs), TEMPLATE.format(split=split, size=size, words=words)
