"""L5.K55: Format and judgment are in each other's place. Which stage teaches that an answer follows
a question?

credit: 0.75
question: What does a comparison of two well-formed answers teach?
"""


def checkpoints():
    return {
        "stage_order": ["pretraining", "sft", "alignment", "lora", "quantization"],
        "adds": {
            "pretraining": "knowledge",
            "sft": "judgment",
            "alignment": "format",
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
