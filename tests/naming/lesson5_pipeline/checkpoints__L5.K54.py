"""Begins with the stages and their gifts in two rows, two of which are swapped."""


def checkpoints():
    stages = "pretraining sft alignment lora quantization".split()
    gifts = "format knowledge judgment specialization accessibility".split()
    return {
        "stage_order": stages,
        "adds": dict(zip(stages, gifts, strict=False)),
        "spectrum": "none head lora sft rlhf full".split(),
        "missing_stage": {"A": "sft", "B": "alignment", "C": "quantization"},
        "artifact_of": {
            "P": stages[0],
            "Q": stages[2],
            "R": stages[1],
            "S": stages[4],
            "T": stages[3],
        },
        "base_model_useful_for": "completion",
        "can_skip_sft": False,
    }
