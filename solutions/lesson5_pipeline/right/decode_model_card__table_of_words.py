"""One table from word to stages, and a small scanner instead of patterns."""


def decode_model_card(name):
    table = {
        "instruct": "sa",
        "chat": "sa",
        "it": "sa",
        "dpo": "sa",
        "rlhf": "sa",
        "sft": "s",
        "lora": "l",
        "qlora": "l",
        "adapter": "l",
    }
    tokens, current = [], ""
    for sign in name + " ":
        code = current[:1] in ("q", "Q") and current[1:2].isdigit() and sign == "_"
        bit = current.isdigit() and sign == "-" and name.lower().count(current + "-bit")
        if sign in " -/_" and not code and not bit:
            tokens += [current] if current else []
            current = ""
        else:
            current += sign

    def number(text):
        try:
            return float(text)
        except ValueError:
            return None

    params = place = None
    for i, token in enumerate(tokens):
        unit = {"b": 1_000_000_000, "m": 1_000_000}.get(token[-1].lower())
        factors = [number(part) for part in token[:-1].lower().split("x")]
        if unit and all(factor is not None for factor in factors):
            params, place = unit, i
            for factor in factors:
                params = round(params * factor)
            break
    if place is None:
        raise ValueError(name)

    codes = "".join(table.get(token.lower(), "") for token in tokens)
    quantizer = (
        [token.upper() for token in tokens if token.upper() in ("GPTQ", "AWQ", "NF4", "BNB")]
        + [None]
    )[0]
    bits = 4 if quantizer or "QLORA" in [token.upper() for token in tokens] else 16
    for token in tokens:
        low = token.lower()
        for begin, end in (("", "-bit"), ("", "bit"), ("int", ""), ("q", "_"), ("w", "a")):
            rest = low[len(begin) :] if low.startswith(begin) else ""
            head = rest.partition(end)[0] if end else rest
            if head.isdigit() and (not end or end in rest):
                bits = int(head)
                break
    stages = ["pretraining"]
    stages += ["sft"] * ("s" in codes) + ["alignment"] * ("a" in codes) + ["lora"] * ("l" in codes)
    stages += ["quantization"] * (bits != 16)
    return {
        "bits": bits,
        "stages": stages,
        "params": params,
        "quantizer": quantizer,
        "family": " ".join(tokens[:place]),
    }
