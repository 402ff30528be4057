"""L2.A08: The user gives the answer and the assistant asks. Which of the two is to be learnt?

credit: 0.0
input: instruction "Name a fish.", output "Cod"
yours: the assistant says "Name a fish."
holds: the assistant's text is the output
question: Which field of the example does the model have to produce?
"""


def to_messages(example, system=None):
    user = example["instruction"]
    if (example.get("input") or "").strip():
        user = user + "\n\n" + example["input"]
    out = [
        {"role": "assistant", "content": user},
        {"role": "user", "content": example["output"]},
    ]
    return out if system is None else [{"role": "system", "content": system}] + out
