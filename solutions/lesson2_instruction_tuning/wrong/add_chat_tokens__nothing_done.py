"""L2.C90: Nothing has been added to the tokenizer or to the model. Begin with the tokenizer.

credit: 0.0
lazy: yes
question: How many ids is a marker now?
"""


def add_chat_tokens(tokenizer, model):
    return 0
