"""L5.K64: A chat model with LoRA is said to have been through alignment last. Which token of its
name is that of a later stage?

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
            "S": "quantization",
            "T": "alignment",
        },
        "base_model_useful_for": "completion",
        "can_skip_sft": False,
    }
