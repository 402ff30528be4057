"""Takes instruction tuning for a smaller intervention than LoRA: two neighbours, a matter of taste."""


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
        "spectrum": ["none", "head", "sft", "lora", "rlhf", "full"],
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
