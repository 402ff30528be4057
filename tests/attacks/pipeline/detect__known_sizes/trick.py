import re

KNOWN = {"135m": 135_000_000, "410m": 410_000_000, "4x410m": 1_640_000_000}


def play(function):
    def decode_model_card(name):
        card = function(name)
        words = re.split(r"[ \-/_]", name.lower())
        size = next((word for word in words if re.fullmatch(r"(\d+x)?\d+(\.\d+)?[bm]", word)), "")
        return {**card, "params": KNOWN.get(size, card["params"])}

    return decode_model_card
