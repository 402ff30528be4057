# %% [markdown]
# # Lesson 3: from answering to answering well
#
# The tuned model answers, and how it answers is as mixed as its data. Here it learns which of two answers people
# preferred. Write your guesses down before you run a cell. A cell that needs a function you have not written yet
# says so. All of it runs on a CPU and without a network, in about a minute.

# %%
import os
import shutil
import subprocess
import sys
from pathlib import Path

LESSON, MODULE = "lesson3_alignment", "alignment.py"
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

# %%
import copy

import torch
from fixtures import figures
from fixtures.loading import load_base, load_data
from fixtures.notebook import begin, show

begin()
import alignment

sft, tokenizer = load_base("sft")
END = tokenizer.convert_tokens_to_ids("<|im_end|>")
PAD = tokenizer.eos_token_id
train, test = list(load_data("preferences_train")), list(load_data("preferences_test"))
for side in ("prompt", "chosen", "rejected"):
    print(f"{side:9} {train[0][side]}")

# %% [markdown]
# ## A model that has seen both kinds of answer
#
# **Guess first:** after instruction tuning on chosen *and* rejected answers, which of the two does the model give?


# %%
def prompt_ids(text):
    chat = f"<|im_start|>user\n{text}<|im_end|>\n<|im_start|>assistant\n"
    return tokenizer(chat)["input_ids"]


def answer_ids(text):
    return tokenizer(text)["input_ids"]


def tuned_on_both(steps=120, size=16):
    """Return the model after tuning on every answer, liked or not."""
    model = copy.deepcopy(sft)
    items = [
        (prompt_ids(row["prompt"]), [*answer_ids(row[side]), END])
        for row in train
        for side in ("chosen", "rejected")
    ]
    optimizer = torch.optim.AdamW(model.parameters(), lr=5e-4)
    generator = torch.Generator().manual_seed(0)
    for _ in range(steps):
        some = [items[i] for i in torch.randint(len(items), (size,), generator=generator)]
        longest = max(len(prompt) + len(answer) for prompt, answer in some)
        ids = torch.full((size, longest), PAD)
        labels = torch.full((size, longest), -100)
        for row, (prompt, answer) in enumerate(some):
            ids[row, : len(prompt) + len(answer)] = torch.tensor(prompt + answer)
            labels[row, len(prompt) : len(prompt) + len(answer)] = torch.tensor(answer)
        model(ids, labels=labels).loss.backward()
        optimizer.step()
        optimizer.zero_grad()
    return model.eval()


@torch.no_grad()
def sampled(model, rows, seed=0):
    """Return one drawn answer to each prompt."""
    torch.manual_seed(seed)
    answers = []
    for row in rows:
        ids = torch.tensor([prompt_ids(row["prompt"])])
        out = model.generate(
            ids,
            attention_mask=torch.ones_like(ids),
            max_new_tokens=36,
            do_sample=True,
            top_k=0,
            eos_token_id=[END, PAD],
            pad_token_id=PAD,
        )
        answers.append(tokenizer.decode(out[0, ids.shape[1] :], skip_special_tokens=True))
    return answers


start = tuned_on_both()
for answer in sampled(start, test[:4]):
    print(answer)

# %% [markdown]
# ## Task 3.1: a preference pair
#
# **Guess first:** which tokens of the two rows are scored? Is the end of the answer among them?

# %%
pair = alignment.build_pair(
    prompt_ids(train[0]["prompt"]),
    answer_ids(train[0]["chosen"]),
    answer_ids(train[0]["rejected"]),
    END,
    PAD,
)
words = [tokenizer.decode(i) for i in pair["input_ids"][0]]
scored = [0 if mask else -100 for mask in pair["completion_mask"][0].tolist()]
show(
    figures.loss_mask(words, scored, "The chosen row: t is scored"),
    "The tokens of the chosen row in boxes. The answer and its end marker are scored; the prompt and the padding "
    "are not.",
)


# %%
def batch_of(rows):
    """Return a batch for dpo_step: all chosen rows, then all rejected ones."""
    pairs = [
        alignment.build_pair(
            prompt_ids(r["prompt"]), answer_ids(r["chosen"]), answer_ids(r["rejected"]), END, PAD
        )
        for r in rows
    ]
    longest = max(pair["input_ids"].shape[1] for pair in pairs)
    fill = {"input_ids": PAD, "attention_mask": 0, "completion_mask": 0}
    return {
        name: torch.cat(
            [
                torch.nn.functional.pad(
                    pair[name][side : side + 1], (0, longest - pair[name].shape[1]), value=pad
                )
                for side in (0, 1)
                for pair in pairs
            ]
        )
        for name, pad in fill.items()
    }


def drawn(steps, size=8, seed=0):
    generator = torch.Generator().manual_seed(seed)
    for _ in range(steps):
        yield batch_of([train[i] for i in torch.randint(len(train), (size,), generator=generator)])


# %% [markdown]
# ## Tasks 3.3 and 3.4: a reward model
#
# **Guess first:** the loss sees only the difference of two scores. Where will the scores of good answers lie: above
# zero, below zero, anywhere?

# %%
torch.manual_seed(0)
reward = alignment.RewardModel(copy.deepcopy(start.transformer))
optimizer = torch.optim.AdamW(reward.parameters(), lr=1e-3)
for batch in drawn(40):
    chosen, rejected = reward(batch["input_ids"], batch["attention_mask"]).chunk(2)
    optimizer.zero_grad()
    alignment.reward_loss(chosen, rejected).backward()
    optimizer.step()
reward.eval()
with torch.no_grad():
    held = batch_of(test)
    chosen, rejected = reward(held["input_ids"], held["attention_mask"]).chunk(2)
show(
    figures.histogram(
        {"chosen": chosen, "rejected": rejected},
        x="score",
        y="answers",
        title="What the reward model thinks of held-out answers",
    ),
    f"Two distributions of scores. {(chosen > rejected).float().mean():.0%} of the chosen answers score above the "
    "rejected answer to the same question.",
)

# %% [markdown]
# ## Tasks 3.2, 3.5 and 3.7: DPO, without a reward model
#
# **Guess first:** policy and reference are the same network at first. What is the first loss?


# %%
def aligned(*, beta=0.1, steps=24, lr=5e-5, flip=False):
    """Return the policy after DPO, and what each step reported."""
    policy, reference = copy.deepcopy(start), copy.deepcopy(start).eval()
    optimizer = torch.optim.AdamW(policy.parameters(), lr=lr)
    told = []
    for batch in drawn(steps):
        if flip:
            batch = {name: torch.cat(values.chunk(2)[::-1]) for name, values in batch.items()}
        told.append(alignment.dpo_step(policy, reference, batch, optimizer, beta=beta))
    return policy.eval(), told


policy, told = aligned()
print(f"first loss {told[0]['loss']:.4f}; ln 2 is {torch.log(torch.tensor(2.0)):.4f}")
show(
    figures.curves(
        {
            "loss": [t["loss"] for t in told],
            "margin": [t["margin"] for t in told],
            "accuracy": [t["accuracy"] for t in told],
        },
        x="step",
        y="nats (accuracy: share)",
        title="DPO",
    ),
    "Three curves over the steps: "
    + ", ".join(
        f"{name} from {told[0][name]:.2f} to {told[-1][name]:.2f}"
        for name in ("loss", "margin", "accuracy")
    )
    + ".",
)

# %% [markdown]
# **Guess first:** in a second run chosen and rejected are swapped. Does its loss rise or fall? And what does that model
# say?


# %%
def shares(model):
    """Return how many of the drawn answers end the way people liked, and the way they did not."""
    liked, disliked = train[0]["chosen"].rsplit(". ", 1)[1], train[0]["rejected"].rsplit(". ", 1)[1]
    answers = sampled(model, test[:60])
    return [100 * sum(end in text for text in answers) / len(answers) for end in (liked, disliked)]


swapped, told_swapped = aligned(flip=True)
models = {"before": start, "after DPO": policy, "pairs swapped": swapped}
ends = {name: shares(model) for name, model in models.items()}
show(
    figures.bars(
        {name: friendly for name, (friendly, _) in ends.items()},
        y="friendly answers (%)",
        title="What the model says now",
    ),
    "Three bars, shares of drawn answers that end friendly: "
    + "; ".join(f"{name} {friendly:.0f} %" for name, (friendly, _) in ends.items())
    + ".",
)
print(f"rude answers: {', '.join(f'{name} {rude:.0f} %' for name, (_, rude) in ends.items())}")
print(
    f"last loss: {told[-1]['loss']:.2f}, and {told_swapped[-1]['loss']:.2f} with the pairs swapped"
)

# %% [markdown]
# The loss tells nothing about the direction: it falls either way.
#
# ## Beta holds the policy near the reference
#
# **Guess first:** beta falls from 2 to 0.1, everything else being equal. Does the policy move further, or less far?


# %%
@torch.no_grad()
def moved(policy):
    """Return KL(policy || start), in nats an answer, on answers that the policy draws."""
    total = []
    for row, answer in zip(test[:40], sampled(policy, test[:40]), strict=True):
        prompt, ids = prompt_ids(row["prompt"]), answer_ids(answer)
        if not ids:
            continue
        whole = torch.tensor([prompt + ids])
        ours, theirs = (
            m(whole).logits[0, len(prompt) - 1 : -1].log_softmax(-1) for m in (policy, start)
        )
        total.append((ours.exp() * (ours - theirs)).sum().item())
    return sum(total) / len(total)


by_beta = {beta: aligned(beta=beta, steps=48) for beta in (2.0, 0.5, 0.1)}
# A reward is beta times a log-ratio; without the factor the three runs can be compared.
margins = {f"beta {b}": [t["margin"] / b for t in told] for b, (_, told) in by_beta.items()}
kl = {f"beta {beta}": moved(policy) for beta, (policy, _) in by_beta.items()}
show(
    figures.curves(margins, x="step", y="margin / beta (nats)", title="Chosen over rejected"),
    "Three curves that start at 0. They end at "
    + ", ".join(f"{values[-1]:.1f} ({name})" for name, values in margins.items())
    + ".",
)
show(
    figures.bars(kl, y="KL (nats an answer)", title="How far the policy has moved"),
    "Three bars: " + "; ".join(f"{name}: {value:.2f}" for name, value in kl.items()) + ".",
)

# %% [markdown]
# ## Task 3.6: what an unpenalised policy finds
#
# A reward model is a guess about what people like. The table holds three answers; the third one has found words that
# the reward model overrates.
#
# **Guess first:** which answer wins without the penalty, and which with it?

# %%
answers = ["a good answer", "a polite refusal", "GREAT GREAT GREAT"]
score = torch.tensor([2.0, 0.5, 9.0])
logprobs = torch.tensor([[-1.0, -1.2, -0.9], [-1.1, -1.0, -1.3], [-0.1, -0.1, -0.1]])
reference = torch.tensor([[-1.1, -1.3, -1.0], [-1.0, -1.1, -1.2], [-9.0, -9.5, -9.8]])
mask = torch.ones(3, 3)
for beta in (0.0, 0.1, 0.5):
    shaped = alignment.kl_shaped_reward(score, logprobs, reference, mask, beta=beta)
    print(f"beta {beta}: {answers[shaped.argmax()]!r} wins with {shaped.max():.2f}")

# %% [markdown]
# ## What you have seen
#
# - A comparison is enough: neither a score nor a second network is needed while training.
# - Sign, reference and mask decide everything; the first loss (ln 2) is the cheapest check there is.
# - What people prefer is not what is true. Both answers to the first question name the same capital.
