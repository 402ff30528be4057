"""L3.C91: Every answer is the same number, even where a word is asked for.

credit: 0.0
lazy: yes
question: Which keys ask for a word?
"""


def checkpoints():
    return {
        "bt_07_03": 0.5,
        "bt_reversed": 0.5,
        "first_dpo_loss": 0.5,
        "dpo_hand": 0.5,
        "trained_networks": 0.5,
        "loop_order": 0.5,
        "hacked_answer_beta0": 0.5,
        "hacked_answer_beta01": 0.5,
        "what_freezes_less_and_less": 0.5,
        "comparison_or_score": 0.5,
        "preferred_but_false": 0.5,
        "sft_failure_labels": 0.5,
    }
