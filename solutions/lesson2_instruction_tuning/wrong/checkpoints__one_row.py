"""L2.Q62: You add one row for two markers. Each of them is a token of its own.

credit: 0.75
input: new_rows_for_two_markers
yours: 1
holds: every token has its own row
question: How many ids are the two markers?
"""


def checkpoints():
    return {
        "n_supervised": 9,
        "n_loss_terms": 9,
        "first_supervised_token": "Paris",
        "new_rows_for_two_markers": 1,
        "new_numbers_gpt2_small": 768,
        "where_do_marker_vectors_come_from": "sft",
        "changed_steps_of_the_loop": ["data"],
        "new_output_layer": {"classification": True, "sft": False},
        "uniform_loss_gpt2": 10.825,
        "alpaca_over_lima": 52,
        "capital_of_france": {
            "fact_rank_base": 1,
            "fact_rank_sft": 1,
            "answers_question_base": False,
            "answers_question_sft": True,
        },
        "wrong_template_effect": "worse",
        "wrong_template_costs": 0.774,
    }
