"""L5.C70: Stages and bits that stand before the size are overlooked. Where in a name may a word stand?

credit: 0.5
question: Over which tokens does your code look for words?
"""

import re

TOKEN = re.compile(r"\d+-bit\b|q\d+(?:_[a-z0-9]+)+|[^ \-/_]+", re.IGNORECASE)


def decode_model_card(name):
    tokens = TOKEN.findall(name)
    for place, token in enumerate(tokens):
        size = re.fullmatch(r"(?:(\d+)x)?(\d+(?:\.\d+)?)([BM])", token, re.IGNORECASE)
        if size:
            break
    else:
        raise ValueError("no size")
    times, number, unit = size.groups()
    params = round(int(times or 1) * float(number) * (10**9 if unit.upper() == "B" else 10**6))
    words = [token.lower() for token in tokens[place:]]

    quantizer = None
    for known in ("GPTQ", "AWQ", "NF4", "BNB"):
        if known.lower() in words:
            quantizer = known
    bits = None
    for word in words:
        found = re.fullmatch(r"(\d+)-?bit|int(\d+)|q(\d+)_.+|w(\d+)a\d+", word)
        if found:
            bits = int([group for group in found.groups() if group][0])
    if bits is None:
        bits = 4 if quantizer or "qlora" in words else 16

    stages = ["pretraining"]
    aligned = any(word in words for word in ("instruct", "chat", "it", "dpo", "rlhf"))
    if aligned or "sft" in words:
        stages.append("sft")
    if aligned:
        stages.append("alignment")
    if any(word in words for word in ("lora", "qlora", "adapter")):
        stages.append("lora")
    if bits < 16:
        stages.append("quantization")
    return {
        "family": " ".join(tokens[:place]),
        "params": params,
        "stages": stages,
        "bits": bits,
        "quantizer": quantizer,
    }
