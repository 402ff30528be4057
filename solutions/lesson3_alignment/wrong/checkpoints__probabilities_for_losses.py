"""L3.C52: You give the chance that the chosen answer wins where its loss is asked for.

credit: 0.75
question: Which step of the formula comes after the sigmoid?
"""


def checkpoints():
    return {
        "bt_07_03": 0.5987,
        "bt_reversed": 0.4013,
        "first_dpo_loss": 0.6931,
        "dpo_hand": 0.5981,
        "trained_networks": {"dpo": 1},
        "loop_order": ["generate", "score", "update"],
        "hacked_answer_beta0": "C",
        "hacked_answer_beta01": "B",
        "what_freezes_less_and_less": ["soft", "hard"],
        "comparison_or_score": "comparison",
        "preferred_but_false": 1,
        "sft_failure_labels": ["confidently wrong", "harmful", "sycophantic"],
    }
