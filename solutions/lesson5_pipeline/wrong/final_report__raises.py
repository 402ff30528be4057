"""L5.R90: Your function stops with an error on every model. Read its last line first.

credit: 0.0
lazy: yes
question: On which line does it stop?
"""


def final_report(base, final, history, input_ids, attention_mask):
    raise RuntimeError("not done")
