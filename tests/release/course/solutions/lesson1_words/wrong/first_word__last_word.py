"""L1.W01: The last word comes back instead of the first one.

credit: 0.25
"""


def first_word(text):
    return text.split()[-1]
