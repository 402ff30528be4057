"""Numbers come from numpy or are whole floats; there are keys of its own."""

from collections import OrderedDict

import numpy as np


def checkpoints():
    answers = OrderedDict(note="counted by hand")
    answers["n_supervised"], answers["n_loss_terms"] = np.int64(9), 9.0
    answers["first_supervised_token"] = "Paris"
    answers["new_rows_for_two_markers"] = np.int32(2)
    answers["new_numbers_gpt2_small"] = np.prod([2, 768])
    answers["where_do_marker_vectors_come_from"] = "sft"
    answers["changed_steps_of_the_loop"] = {"data"}
    answers["new_output_layer"] = dict(classification=True, sft=False)
    answers["uniform_loss_gpt2"] = np.float32(10.8)
    answers["alpaca_over_lima"] = np.float64(52.0)
    answers["capital_of_france"] = dict(
        fact_rank_base=1.0,
        fact_rank_sft=np.int64(1),
        answers_question_base=np.bool_(False),
        answers_question_sft=True,
    )
    answers["wrong_template_effect"] = "worse"
    answers["wrong_template_costs"] = np.float32(0.77)
    return answers
