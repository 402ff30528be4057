"""L2.Q90: Every answer is still None. Start with the one that you can count by hand.

credit: 0.0
lazy: yes
question: How many assistant headers does the conversation have?
"""


def checkpoints():
    return {
        "n_supervised": None,
        "n_loss_terms": None,
        "first_supervised_token": None,
        "new_rows_for_two_markers": None,
        "new_numbers_gpt2_small": None,
        "where_do_marker_vectors_come_from": None,
        "changed_steps_of_the_loop": None,
        "new_output_layer": None,
        "uniform_loss_gpt2": None,
        "alpaca_over_lima": None,
        "capital_of_france": None,
        "wrong_template_effect": None,
        "wrong_template_costs": None,
    }
