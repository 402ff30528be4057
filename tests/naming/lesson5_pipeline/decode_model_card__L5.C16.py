"""Without a size the number of parameters is simply 0."""

import re


def decode_model_card(name):
    marked = re.sub(r"(\d+)-bit", r"\1bit", name, flags=re.I)
    marked = re.sub(r"(?<![a-z0-9])q(\d)_[a-z0-9_]+", r"codes\1", marked, flags=re.I)
    tokens = [t for t in re.split("[-_/ ]", marked) if t]
    params, family = 0, []
    for t in tokens:
        m = re.match(r"^((\d+)[xX])?([\d.]+)([bBmM])$", t)
        if m:
            params = round(float(m[3]) * int(m[2] or 1) * 10 ** (6 if m[4] in "mM" else 9))
            break
        family.append(t)
    have = {t.upper() for t in tokens}
    q = [x for x in ("GPTQ", "AWQ", "NF4", "BNB") if x in have]
    bits = 4 if q or "QLORA" in have else 16
    for t in have:
        m = re.match(r"^(?:(\d+)BIT|INT(\d+)|CODES(\d)|W(\d+)A\d+)$", t)
        if m:
            bits = int(m[1] or m[2] or m[3] or m[4])
    both = have & {"INSTRUCT", "CHAT", "IT", "DPO", "RLHF"}
    flags = [True, both or "SFT" in have, both, have & {"LORA", "QLORA", "ADAPTER"}, bits < 16]
    names = ["pretraining", "sft", "alignment", "lora", "quantization"]
    stages = [stage for stage, flag in zip(names, flags, strict=False) if flag]
    return {
        "family": " ".join(family),
        "params": params,
        "stages": stages,
        "bits": bits,
        "quantizer": q[0] if q else None,
    }
