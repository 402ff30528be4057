"""L5.K90: Every answer is still None. Start with the order of the stages.

credit: 0.0
lazy: yes
question: Which key does your own pipeline answer?
"""


def checkpoints():
    return {
        "stage_order": None,
        "adds": None,
        "spectrum": None,
        "missing_stage": None,
        "artifact_of": None,
        "base_model_useful_for": None,
        "can_skip_sft": None,
    }
