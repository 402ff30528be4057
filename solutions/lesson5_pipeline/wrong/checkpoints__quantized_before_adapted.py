"""L5.K52: Quantization stands before another stage of training. What is on the grid after that one?

credit: 0.75
question: Which stage of your pipeline has to be the last one?
"""


def checkpoints():
    return {
        "stage_order": ["pretraining", "sft", "alignment", "quantization", "lora"],
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
        "base_model_useful_for": "completion",
        "can_skip_sft": False,
    }
