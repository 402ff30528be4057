"""L2.A01: Where an example has an input, the user's message does not hold it. Which of the three
fields does your function never read?

credit: 0.25
input: instruction "Translate.", input "chat"
yours: the user says "Translate."
holds: changing the input must change what the user says
question: What is the assistant to translate in your conversation?
"""


def to_messages(example, system=None):
    messages = []
    if system is not None:
        messages.append({"role": "system", "content": system})
    messages.append({"role": "user", "content": example["instruction"]})
    messages.append({"role": "assistant", "content": example["output"]})
    return messages
