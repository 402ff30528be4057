"""L3.C61: In your loss by hand the rejected answer is ahead. Which of the two has the positive
reward?

credit: 0.75
question: What is the difference of the rewards, chosen minus rejected?
"""


def checkpoints():
    return {
        "bt_07_03": 0.513,
        "bt_reversed": 0.913,
        "first_dpo_loss": 0.6931,
        "dpo_hand": 0.7981,
        "trained_networks": {"dpo": 1},
        "loop_order": ["generate", "score", "update"],
        "hacked_answer_beta0": "C",
        "hacked_answer_beta01": "B",
        "what_freezes_less_and_less": ["soft", "hard"],
        "comparison_or_score": "comparison",
        "preferred_but_false": 1,
        "sft_failure_labels": ["confidently wrong", "harmful", "sycophantic"],
    }
