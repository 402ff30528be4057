"""L5.K94: Every answer is the same. Only one of the questions asks for yes or no.

credit: 0.0
lazy: yes
question: Which kinds of value do the stub's comments name?
"""


def checkpoints():
    return {
        "stage_order": True,
        "adds": True,
        "spectrum": True,
        "missing_stage": True,
        "artifact_of": True,
        "base_model_useful_for": True,
        "can_skip_sft": True,
    }
