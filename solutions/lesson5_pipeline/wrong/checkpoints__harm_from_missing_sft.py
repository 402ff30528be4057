"""L5.K59: A polite answer that does harm is put down to missing instruction tuning. Is anything
wrong with its form?

credit: 0.75
question: Which stage learns from what people prefer?
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
        "missing_stage": {"A": "sft", "B": "sft", "C": "quantization"},
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
