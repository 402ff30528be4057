"""Tuples in place of lists, dicts in another order, and a key of its own."""


def checkpoints():
    return {
        "stage_order": ("pretraining", "sft", "alignment", "lora", "quantization"),
        "adds": {
            "quantization": "accessibility",
            "lora": "specialization",
            "alignment": "judgment",
            "sft": "format",
            "pretraining": "knowledge",
        },
        "spectrum": ["none", "head", "lora", "sft", "rlhf", "full"],
        "missing_stage": {"C": "quantization", "A": "sft", "B": "alignment"},
        "artifact_of": {
            "T": "lora",
            "S": "quantization",
            "R": "sft",
            "Q": "alignment",
            "P": "pretraining",
        },
        "base_model_useful_for": "completion",
        "can_skip_sft": False,
        "notes": "mine",
    }
