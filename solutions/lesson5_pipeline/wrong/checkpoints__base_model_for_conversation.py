"""L5.K65: A base model is said to be good for conversation. How did it learn what to write next?

credit: 0.75
question: What kind of text did it read, line by line?
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
            "T": "lora",
        },
        "base_model_useful_for": "conversation",
        "can_skip_sft": False,
    }
