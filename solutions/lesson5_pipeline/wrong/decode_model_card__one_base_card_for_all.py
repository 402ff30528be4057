"""L5.C95: Every name gives the card of one base model. Where does your function look at its
argument?

credit: 0.0
lazy: yes
question: What does it give for 'Llama 3 70B'?
"""


def decode_model_card(name):
    return {
        "family": "Mistral",
        "params": 7_000_000_000,
        "stages": ["pretraining"],
        "bits": 16,
        "quantizer": None,
    }
