# %% [markdown]
# # Lesson 2: the same loop on other data
#
# A pretrained model continues text. Here it learns to answer, by the loop of lesson 1 on conversations. Write
# your guesses down before you run a cell. A cell that needs a function you have not written yet says so. All of
# it runs on a CPU and without a network, in about a minute.

# %%
import os
import shutil
import subprocess
import sys
from pathlib import Path

LESSON, MODULE = "lesson2_instruction_tuning", "instruction_tuning.py"
if "google.colab" in sys.modules and not Path(MODULE).exists():  # Colab starts without your files
    from google.colab import files

    if not any(Path().rglob(f"{LESSON}/{MODULE}")):
        print("Choose the zip of your assignments folder.")
        for name in files.upload():
            shutil.unpack_archive(name)
    os.chdir(next(Path().rglob(f"{LESSON}/{MODULE}")).parent)
    install = [sys.executable, "-m", "pip", "install", "-q", "-r", "../requirements.txt"]
    subprocess.run(install, check=True)
if not Path(MODULE).exists():
    raise SystemExit(f"Open this notebook in the folder that holds your {MODULE}.")
sys.path.insert(0, "..")  # the folder above holds `fixtures`
MODEL = "tiny"  # or "gpt2": GPT-2 small and Alpaca from the hub, with the same code below

# %%
import copy
import math

import torch
from fixtures import figures
from fixtures.loading import load, load_data
from fixtures.notebook import begin, show

begin(MODEL)
import instruction_tuning

course = load(model=MODEL)
base, plain_tokenizer = course.model()
rows = course.instructions()
train = list(rows["train"].select(range(min(2000, len(rows["train"])))))
held_out = list(rows["validation"].select(range(64)))
print(f"{base.num_parameters():,} parameters, {len(train)} conversations")
print(train[0])

# %% [markdown]
# ## What the model knows, and what it does
#
# **Guess first:** the base model was never shown a question with its answer. How does it continue a statement, and
# how a question?


# %%
@torch.no_grad()
def written(model, tokenizer, prompt, longest=24):
    """Return what the model writes after the prompt, up to the end of its turn."""
    ids = tokenizer(prompt, return_tensors="pt")
    ends = [i for i in (tokenizer.eos_token_id, end_id(tokenizer)) if i is not None]
    out = model.eval().generate(
        **ids,
        max_new_tokens=longest,
        do_sample=False,
        eos_token_id=ends,
        pad_token_id=tokenizer.eos_token_id,
    )
    return tokenizer.decode(out[0, ids["input_ids"].shape[1] :]).strip()


def end_id(tokenizer):
    """Return the id of the end of a turn, or None where it is no token."""
    return tokenizer.get_vocab().get("<|im_end|>")


for prompt in ("The capital of France is", "What is the capital of France?"):
    print(f"{prompt:34} -> {written(base, plain_tokenizer, prompt)!r}")

# %% [markdown]
# The fact is there. What is missing is the *format*: that a question is followed by its answer, and that the answer
# then ends.
#
# ## Tasks 2.1 to 2.3: messages, template, new tokens
#
# **Guess first:** how many rows does the embedding gain, and what do they hold at first?

# %%
example = train[0]
messages = instruction_tuning.to_messages(example)
print(messages)
print(instruction_tuning.render_chatml(messages))

# %%
tokenizer, start = copy.deepcopy(plain_tokenizer), copy.deepcopy(base)
before = start.get_input_embeddings().weight.shape
added = instruction_tuning.add_chat_tokens(tokenizer, start)
print(
    f"{added} new tokens; the embedding was {tuple(before)} and is now "
    f"{tuple(start.get_input_embeddings().weight.shape)}"
)
print(tokenizer.convert_ids_to_tokens(tokenizer("<|im_start|>user\nHi<|im_end|>")["input_ids"]))

# %% [markdown]
# ## Task 2.4: which tokens are trained
#
# **Guess first:** in the conversation below, which tokens does the loss train on? Is the newline after the last
# marker among them? Is `<|im_end|>`?

# %%
HEADER = tokenizer("<|im_start|>assistant\n")["input_ids"]
END = end_id(tokenizer)


def encoded(row, longest=96, mask=True):
    """Return ids and labels of one conversation."""
    text = instruction_tuning.render_chatml(instruction_tuning.to_messages(row))
    ids = torch.tensor(tokenizer(text)["input_ids"])
    labels = instruction_tuning.mask_labels(ids, HEADER, END) if mask else ids.clone()
    return {"input_ids": ids[:longest], "labels": labels[:longest]}


item = encoded(example)
words = [tokenizer.decode(i) for i in item["input_ids"]]
trained = [word for word, label in zip(words, item["labels"].tolist()) if label != -100]
show(
    figures.loss_mask(words, item["labels"].tolist(), "One conversation"),
    f"The tokens of one conversation in boxes. {len(trained)} of {len(words)} are trained: the answer and "
    "the marker that ends it. The user's turn, the assistant's header and the last line break are masked.",
)

# %% [markdown]
# ## Tasks 2.5 to 2.7: train
#
# **Guess first:** does the loss begin near the logarithm of the vocabulary, as in an untrained model?


# %%
def batches(items, steps, size=16, seed=0):
    """Yield `steps` updates of two micro-batches each."""
    generator = torch.Generator().manual_seed(seed)
    for _ in range(steps):
        chosen = torch.randint(len(items), (size,), generator=generator).tolist()
        halves = chosen[: size // 2], chosen[size // 2 :]
        yield [
            instruction_tuning.collate([items[i] for i in half], tokenizer.eos_token_id)
            for half in halves
        ]


def tuned(items, steps=80, lr=5e-4):
    """Return the base model after instruction tuning, and its losses."""
    model = copy.deepcopy(start)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr, weight_decay=0.0)
    losses = [
        instruction_tuning.sft_step(model, micro, optimizer) for micro in batches(items, steps)
    ]
    return model, losses


items = [encoded(row) for row in train]
model, losses = tuned(items)
show(
    figures.curves(
        {"answers only": figures.moving_mean(losses, 5)},
        x="update",
        y="loss (nats a trained token)",
        title="Instruction tuning",
    ),
    f"The loss falls from {losses[0]:.1f} to {losses[-1]:.2f} nats a token within {len(losses)} updates.",
)
print(f"first loss {losses[0]:.2f}; ln({len(tokenizer)}) is {math.log(len(tokenizer)):.2f}")


# %%
def ask(model, question, *, template=True):
    """Ask in the template, or without it."""
    chat = [{"role": "user", "content": question}]
    prompt = (
        instruction_tuning.render_chatml(chat, add_generation_prompt=True) if template else question
    )
    return written(model, tokenizer, prompt)


questions = ["What is the capital of France?", "Where is France?", "What is the language of Egypt?"]
for question in questions:
    print(f"{question:34} -> {ask(model, question)!r}")
shown = sum("France" in row["instruction"] + row["output"] for row in train)
print(f"{shown} of the {len(train)} conversations mention France")

# %% [markdown]
# What no conversation mentions cannot have been learnt from one. Tuning has not taught the capital of France; it has
# taught to say it when asked.
#
# **Guess first:** what does the tuned model make of a question without the template? And of one about a country of which
# it has never read the capital?

# %%
print("without the template:", repr(ask(model, questions[0], template=False)))
if MODEL == "tiny":
    for row in load_data("instructions_unknown").select(range(3)):
        print(f"{row['instruction']:34} -> {ask(model, row['instruction'])!r}")

# %% [markdown]
# Without its markers the question is a text like any other, and is continued. With them it is answered, also where there
# is nothing to know: a fluent sentence about a country without a single fact. The format invites an answer, true or not.
#
# ## What masking is worth
#
# **Guess first:** with the prompt trained too, does the model answer worse? Compare on conversations that it has not
# seen, on the answers' tokens alone.


# %%
@torch.no_grad()
def held_out_loss(model):
    batch = instruction_tuning.collate([encoded(row) for row in held_out], tokenizer.eos_token_id)
    logits = model.eval()(batch["input_ids"], attention_mask=batch["attention_mask"]).logits
    return instruction_tuning.sft_loss(logits, batch["labels"]).item()


everything, _ = tuned([encoded(row, mask=False) for row in train])
compared = {"answers only": held_out_loss(model), "prompt too": held_out_loss(everything)}
show(
    figures.bars(compared, y="held-out loss (nats a token)", title="What is trained"),
    f"Two bars: {compared['answers only']:.3f} nats with the prompt masked, {compared['prompt too']:.3f} with "
    "the prompt trained too.",
)
gap = compared["prompt too"] - compared["answers only"]
print(f"training the prompts too costs {gap:.2f} nats a token after {len(losses)} updates")

# %% [markdown]
# The sign is sure, the size is not: prompts take up most of each update, so the answers are learnt more slowly. A run that
# is measured on questions of fact alone ends only a twentieth of a nat apart. *Which* template you train with hardly
# matters; asking in another one than that does.
#
# ## Few good conversations or many poor ones
#
# **Guess first:** 50 clean conversations against 500 noisy ones, the same number of updates. Which answers better?
# (There are noisy conversations for the small model only.)

# %%
if MODEL == "tiny":
    noisy = [encoded(row) for row in load_data("instructions_noisy")]
    few, _ = tuned(items[:50])
    many, _ = tuned(noisy)
    compared = {"50 clean": held_out_loss(few), f"{len(noisy)} noisy": held_out_loss(many)}
    show(
        figures.bars(compared, y="held-out loss (nats a token)", title="Quality and quantity"),
        f"Two bars: {compared['50 clean']:.2f} nats after 50 clean conversations, "
        f"{compared[f'{len(noisy)} noisy']:.2f} after {len(noisy)} noisy ones.",
    )

# %% [markdown]
# ## What you have seen
#
# - The knowledge was there before; instruction tuning brings a format, and the end of an answer is part of it.
# - The markers are ordinary rows of the embedding, which mean nothing until they are trained.
# - One data set with other labels, the same loop: nothing else has changed since pretraining.
