"""L2.A55: The system message comes last, behind the answer that it should guide. Who has to be
heard first?

credit: 0.5
input: system "Be brief."
yours: roles user, assistant, system
holds: a causal model reads the system text before anything else
question: Which messages has the model read when it begins the answer?
"""


def to_messages(example, system=None):
    user = example["instruction"]
    if (example.get("input") or "").strip():
        user += "\n\n" + example["input"]
    messages = [
        {"role": "user", "content": user},
        {"role": "assistant", "content": example["output"]},
    ]
    if system is not None:
        messages.append({"role": "system", "content": system})
    return messages
