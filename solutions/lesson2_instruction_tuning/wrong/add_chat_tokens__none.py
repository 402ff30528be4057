"""L2.C92: Your function does nothing and returns nothing. Begin with the tokenizer.

credit: 0.0
lazy: yes
question: Which method of a tokenizer adds special tokens?
"""


def add_chat_tokens(tokenizer, model):
    return None
