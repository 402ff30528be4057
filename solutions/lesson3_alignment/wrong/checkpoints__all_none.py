"""L3.C90: Every answer is still None. Begin with the one that a pocket calculator gives.

credit: 0.0
lazy: yes
question: Which key asks for the loss of 0.7 and 0.3?
"""


def checkpoints():
    return {
        "bt_07_03": None,
        "bt_reversed": None,
        "first_dpo_loss": None,
        "dpo_hand": None,
        "trained_networks": None,
        "loop_order": None,
        "hacked_answer_beta0": None,
        "hacked_answer_beta01": None,
        "what_freezes_less_and_less": None,
        "comparison_or_score": None,
        "preferred_but_false": None,
        "sft_failure_labels": None,
    }
