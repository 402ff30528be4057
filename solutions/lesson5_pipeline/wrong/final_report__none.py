"""L5.R91: Your function returns nothing. A dict of eight numbers is asked for.

credit: 0.0
lazy: yes
question: What follows the word return?
"""


def final_report(base, final, history, input_ids, attention_mask):
    return None
