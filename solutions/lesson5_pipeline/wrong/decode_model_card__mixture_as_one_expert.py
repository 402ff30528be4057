"""L5.C04: '8x7B' comes out as large as '7B'. How many experts of that size does the name speak of?

credit: 0.5
input: Mixtral 8x7B
yours: 7,000,000,000
holds: a mixture is larger than one of its experts
question: What does the factor in front of the x count?
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
    params = round(float(number) * (10**9 if unit.upper() == "B" else 10**6))
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
