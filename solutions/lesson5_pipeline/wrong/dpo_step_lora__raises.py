"""L5.D90: Your function stops with an error on every batch. Read its last line first.

credit: 0.0
lazy: yes
question: On which line does it stop?
"""


def dpo_step_lora(model, batch, optimizer, beta=0.1):
    raise RuntimeError("not done")
