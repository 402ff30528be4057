"""L3.A93: Your function stops with an error on every pair. Read the error's last line first.

credit: 0.0
lazy: yes
question: On which line does it stop?
"""


def build_pair(prompt, chosen, rejected, eos_id, pad_id):
    raise RuntimeError("not done")
