"""L3.T90: All three numbers are 0 and nothing moves. Begin with the scores of the reference.

credit: 0.0
lazy: yes
question: Which of the two models does your function use?
"""


def dpo_step(policy, reference, batch, optimizer, beta=0.1):
    return {"loss": 0.0, "accuracy": 0.0, "margin": 0.0}
