"""L5.R92: Your report is empty. Begin with the number of parameters.

credit: 0.0
lazy: yes
question: Which entry needs a single line?
"""


def final_report(base, final, history, input_ids, attention_mask):
    return {}
