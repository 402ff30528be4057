"""L5.K58: Full retraining stands in the middle of the spectrum. What could be a larger intervention?

credit: 0.75
question: How many numbers does each of your neighbours move, and on how much data?
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
        "spectrum": ["none", "head", "lora", "full", "sft", "rlhf"],
        "missing_stage": {"A": "sft", "B": "alignment", "C": "quantization"},
        "artifact_of": {
            "P": "pretraining",
            "Q": "alignment",
            "R": "sft",
            "S": "quantization",
            "T": "lora",
        },
        "base_model_useful_for": "completion",
        "can_skip_sft": False,
    }
