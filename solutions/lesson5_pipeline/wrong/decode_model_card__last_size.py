"""L5.C69: A name with two sizes comes out with the last one. Where does your search for the size end?

credit: 0.75
question: Which of two sizes counts, by the docstring?
"""

import re

TOKEN = re.compile(r"\d+-bit\b|q\d+(?:_[a-z0-9]+)+|[^ \-/_]+", re.IGNORECASE)


def decode_model_card(name):
    tokens = TOKEN.findall(name)
    size = None
    for number, token in enumerate(tokens):
        found = re.fullmatch(r"(?:(\d+)x)?(\d+(?:\.\d+)?)([BM])", token, re.IGNORECASE)
        if found:
            place, size = number, found
    if size is None:
        raise ValueError("no size")
    times, number, unit = size.groups()
    params = round(int(times or 1) * float(number) * (10**9 if unit.upper() == "B" else 10**6))
    words = [token.lower() for token in tokens]

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
