"""L5.C94: Every name gives the same card. Where does your function look at its argument?

credit: 0.0
lazy: yes
question: What does it give for 'Mistral 7B'?
"""


def decode_model_card(name):
    return {
        "family": "Llama 3",
        "params": 70_000_000_000,
        "stages": ["pretraining", "sft", "alignment", "quantization"],
        "bits": 4,
        "quantizer": "GPTQ",
    }
