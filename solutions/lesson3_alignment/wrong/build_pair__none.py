"""L3.A92: Your function returns nothing. What should come out is a dict of three tensors.

credit: 0.0
lazy: yes
question: Is there a return in it?
"""


def build_pair(prompt, chosen, rejected, eos_id, pad_id):
    return None
