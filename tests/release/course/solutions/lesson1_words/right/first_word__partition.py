"""The text is cut once, at its first space."""


def first_word(text):
    return text.strip().partition(" ")[0]
