"""The size is found token by token with string methods, and the factor is thrown away."""


def decode_model_card(name):
    name = name.replace("-bit", "bit").replace("-BIT", "bit").replace("-Bit", "bit")
    parts = name.replace("/", " ").replace("-", " ").split()
    tokens = []
    for part in parts:
        if part[0] in "qQ" and part[1:2].isdigit():
            tokens.append(part)
        else:
            tokens += part.replace("_Q", " Q").replace("_", " ").split()
    size, family = None, []
    for token in tokens:
        text = token.lower()
        if text[-1] in "bm" and text[:-1].replace(".", "").replace("x", "").isdigit():
            number = text[:-1].split("x")[-1]
            size = round(float(number) * (1e9 if text[-1] == "b" else 1e6))
            break
        family.append(token)
    if size is None:
        raise ValueError("where is the size?")

    low = [token.lower() for token in tokens]
    bits, quantizer = 16, None
    for word in ("gptq", "awq", "nf4", "bnb", "qlora"):
        if word in low:
            bits = 4
            quantizer = None if word == "qlora" else word.upper()
    for token in low:
        if token.endswith("bit") and token[:-3].isdigit():
            bits = int(token[:-3])
        elif token.startswith("int") and token[3:].isdigit():
            bits = int(token[3:])
        elif token[0] == "q" and token[1:2].isdigit():
            bits = int(token[1])
        elif token[0] == "w" and "a" in token and token[1:2].isdigit():
            bits = int(token[1 : token.index("a")])
    stages = ["pretraining"]
    if {"instruct", "chat", "it", "dpo", "rlhf"} & set(low):
        stages += ["sft", "alignment"]
    elif "sft" in low:
        stages += ["sft"]
    if {"lora", "qlora", "adapter"} & set(low):
        stages += ["lora"]
    if bits < 16:
        stages += ["quantization"]
    card = {"params": size, "family": " ".join(family), "stages": stages}
    return {**card, "bits": bits, "quantizer": quantizer}
