"""L2.Q64: You say that the tokenizer brings the markers' vectors. It knows texts and numbers of
tokens, and no vectors.

credit: 0.75
input: where_do_marker_vectors_come_from
yours: tokenizer
holds: a tokenizer works without any model
question: What is in the tokenizer's file?
"""


def checkpoints():
    return {
        "n_supervised": 9,
        "n_loss_terms": 9,
        "first_supervised_token": "Paris",
        "new_rows_for_two_markers": 2,
        "new_numbers_gpt2_small": 2 * 768,
        "where_do_marker_vectors_come_from": "tokenizer",
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
