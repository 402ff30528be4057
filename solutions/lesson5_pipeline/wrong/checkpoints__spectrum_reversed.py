"""L5.K57: The spectrum runs from the largest intervention to the smallest. The question asks for the
other way.

credit: 0.75
question: Which word means that nothing is trained at all?
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
        "spectrum": ["full", "rlhf", "sft", "lora", "head", "none"],
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
