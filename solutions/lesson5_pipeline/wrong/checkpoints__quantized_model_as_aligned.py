"""L5.K63: A GPTQ model is said to have been through alignment last. What happened to its weights
after that?

credit: 0.75
question: Which stages does decode_model_card list for it?
"""


def checkpoints():
    return {
        "stage_order": ["pretraining", "sft", "alignment", "lora", "quantization"],
        "adds": {
            "pretraining": "knowledge",
            "sft": "format",
            "alignment": "judgment",
            "lora": "specialization",
            "quantization": "accessibility",
        },
        "spectrum": ["none", "head", "lora", "sft", "rlhf", "full"],
        "missing_stage": {"A": "sft", "B": "alignment", "C": "quantization"},
        "artifact_of": {
            "P": "pretraining",
            "Q": "alignment",
            "R": "sft",
            "S": "alignment",
            "T": "lora",
        },
        "base_model_useful_for": "completion",
        "can_skip_sft": False,
    }
