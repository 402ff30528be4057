"""L3.R94: You return the chosen scores as they came. How do they compare with the rejected ones?

credit: 0.0
lazy: yes
question: Which argument does your function not use?
"""


def reward_loss(chosen, rejected):
    return chosen
