"""What the heads are trained by: the labels of a corpus, and what larger networks say of the same chunks.

In:   the network's output and a batch (examples.py).
Out:  a loss per head.
"""

from __future__ import annotations

from collections import Counter

import torch
import torch.nn.functional as F  # noqa: N812
from network import Network
from torch import Tensor

from examples import IGNORE, NAMES, NO_NAME, ROLES, Row

SILENT = [i for i, label in enumerate(NAMES) if label == "O" or label.endswith("MISC")]
LINKED = [i for i, role in enumerate(ROLES) if role.endswith(("SOURCE", "CONTENT"))]  # to a cue


def losses(network: Network, out: Row, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """The loss of every head that the batch has labels for."""
    out = dict(out)
    found: dict[str, Tensor] = {}
    if "name" in batch:  # one column more: no name, or a MISC that is not annotated
        scores = out["name"].log_softmax(-1)
        out["name"] = torch.cat([scores, scores[..., SILENT].logsumexp(-1, keepdim=True)], -1)
        known = batch["name"] != IGNORE
        if known.any():
            found["name"] = F.nll_loss(out["name"][known], batch["name"][known])
    for key in ("upos", "xpos", "lemma"):
        if key in batch and (batch[key] != IGNORE).any():
            found[key] = F.cross_entropy(out[key].flatten(0, 1), batch[key].flatten(), ignore_index=IGNORE)
    if "role" in batch:
        found["role"] = role_loss(network, out["role"], batch["role"], batch["first"] > 0)
    if "antecedent" in batch:
        target = batch["antecedent"]
        scores = before(out, batch).log_softmax(-1)
        known = target.any(-1)
        if known.any():
            found["antecedent"] = -scores.masked_fill(~target, -1e4).logsumexp(-1)[known].mean()
    if "pool" in batch:
        mean = batch["pool"] @ out["state"].flatten(0, 1)
        found["meaning"] = (
            1 - F.cosine_similarity(network.meaning(mean).float(), batch["meaning"], dim=-1)
        ).mean()
    if "end" in batch:
        known = batch["end"] != IGNORE
        if known.any():
            found["sentence"] = F.binary_cross_entropy_with_logits(
                out["sentence"][known], batch["end"][known].float()
            )
    if "arc" in batch:
        scores = arcs(out, batch["sent"])
        found["arc"] = F.cross_entropy(scores.flatten(0, 1), batch["arc"].flatten(), ignore_index=IGNORE)
        head = torch.take_along_dim(out["label_head"], batch["arc"].clamp(min=0)[:, :, None], 1)
        label = torch.where(batch["arc"] == IGNORE, IGNORE, batch["label"])
        scores = network.label_scores(out["label_word"], head).float()
        found["label"] = F.cross_entropy(scores.flatten(0, 1), label.flatten(), ignore_index=IGNORE)
    if "link" in batch:
        scores = links(out, batch).log_softmax(-1)
        known = batch["link"].sum(-1) > 0
        if known.any():
            found["link"] = -(scores * batch["link"]).sum(-1)[known].mean()
    return found


def arcs(out: Row, sentence: Tensor) -> Tensor:
    """Scores of heads, those in other sentences left out; `sentence` (batch, words) numbers them."""
    same = sentence[:, :, None] == sentence[:, None, :]
    return out["arc"].masked_fill(~torch.cat([torch.ones_like(same[:, :, :1]), same], 2), -1e4)


def inside_words(batch: dict[str, Tensor]) -> Tensor:
    """True for the chunk's start and each of its words, shape (batch, words + 1)."""
    return torch.cat([torch.ones_like(batch["first"][:, :1]), batch["first"]], 1) > 0


def links(out: Row, batch: dict[str, Tensor]) -> Tensor:
    """Scores of cues, padding left out."""
    return out["link"].masked_fill(~inside_words(batch)[:, None, :], -1e4)


def before(out: Row, batch: dict[str, Tensor]) -> Tensor:
    """Scores of antecedents, of which only earlier words can be one."""
    inside = inside_words(batch)
    words = inside.shape[1] - 1
    earlier = torch.ones(words, words + 1, device=inside.device).tril() > 0
    return out["antecedent"].masked_fill(~(inside[:, None, :] & earlier), -1e4)


def heads_of(out: Row) -> dict[str, Tensor]:
    return {key: value.float() for key, value in out.items()}


def role_loss(network: Network, scores: Tensor, gold: Tensor, inside: Tensor) -> Tensor:
    """The loss of the roles per word: of a linear-chain conditional random field where all words of a chunk have
    labels, of each word by itself elsewhere (Lafferty, McCallum and Pereira 2001)."""
    whole = ((gold != IGNORE) | ~inside).all(1)
    total = scores.new_zeros(())
    if whole.any():
        labels, count = gold[whole].clamp(min=0), scores.shape[-1]
        one = F.one_hot(labels, count).float()
        steps = one[:, :-1, :, None] * one[:, 1:, None, :]
        first, potentials = role_potentials(network, scores[whole], inside[whole])
        total = total + chain_loss(first, potentials, one[:, 0], steps, inside[whole])
    if not whole.all():
        rest = gold[~whole]
        total = total + F.cross_entropy(
            scores[~whole].flatten(0, 1), rest.flatten(), ignore_index=IGNORE, reduction="sum"
        )
    return total / (gold != IGNORE).sum().clamp(min=1)


def role_potentials(network: Network, scores: Tensor, inside: Tensor) -> tuple[Tensor, Tensor]:
    """What the roles of first words score, shape (batch, roles), and those of neighbours, shape (batch, words - 1,
    roles before, roles after); after the last word of a chunk nothing changes any more."""
    neutral = torch.full((scores.shape[-1],) * 2, -1e4, device=scores.device).fill_diagonal_(0.0)
    steps = torch.where(inside[:, 1:, None, None], network.transitions + scores[:, 1:, None, :], neutral)
    return network.first_role + scores[:, 0], steps


def chain_loss(first: Tensor, steps: Tensor, by_first: Tensor, by_steps: Tensor, inside: Tensor) -> Tensor:
    """How much more all label sequences score than those wanted, which are given as the shares of first labels and
    of neighbours; summed over the batch."""
    wanted = (first * by_first).sum() + (steps * by_steps * inside[:, 1:, None, None]).sum()
    return log_partition(first, steps).sum() - wanted


def log_partition(first: Tensor, steps: Tensor) -> Tensor:
    """Logarithm of the sum over all label sequences, shape (batch,): matrices of neighbours multiplied in pairs."""
    batch, _, labels, _ = steps.shape
    neutral = torch.full((labels, labels), -1e4, device=steps.device).fill_diagonal_(0.0)
    while steps.shape[1] > 1:
        if steps.shape[1] % 2:
            steps = torch.cat([steps, neutral.expand(batch, 1, labels, labels)], 1)
        left, right = steps[:, 0::2], steps[:, 1::2]
        steps = (left[..., :, :, None] + right[..., None, :, :]).logsumexp(-2)
    if not steps.shape[1]:
        return first.logsumexp(-1)
    return (first[:, :, None] + steps[:, 0]).logsumexp((1, 2))


def role_shares(network: Network, scores: Tensor, inside: Tensor) -> tuple[Tensor, Tensor]:
    """How likely each role of the first word and each pair of neighbours' roles is: the gradient of `log_partition`."""
    with torch.enable_grad():
        potentials = [x.detach().requires_grad_() for x in role_potentials(network, scores, inside)]
        first, steps = torch.autograd.grad(log_partition(*potentials).sum(), potentials)
    return first, steps


def read_batch(network: Network, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """The network's output for a batch."""
    return heads_of(network(*(batch[key] for key in ("ids", "cases", "first", "last", "mask"))))


@torch.no_grad()
def opinions(teachers: list[Network], outs: list[Row], batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """What larger networks say of the chunks of a batch, from their outputs: the mean of their probabilities, head by
    head."""

    def mean(values: list[Tensor]) -> Tensor:
        return torch.stack(values).mean(0)

    said = {key: mean([out[key].softmax(-1) for out in outs]) for key in ("upos", "xpos", "lemma", "name")}
    said["sentence"] = mean([out["sentence"].sigmoid() for out in outs])
    ends = torch.cat([torch.zeros_like(said["sentence"][:, :1]), (said["sentence"] > 0.5)[:, :-1]], 1).cumsum(
        1
    )
    said["sent"] = (
        batch["sent"]
        if {"end", "event", "office"} & set(batch)
        else torch.where(batch["sent"] < 0, -1.0, ends)
    )
    said["arc"] = mean([arcs(out, said["sent"]).softmax(-1) for out in outs])
    head = said["arc"].argmax(-1)[:, :, None]
    labels = [
        t.label_scores(out["label_word"], torch.take_along_dim(out["label_head"], head, 1))
        .float()
        .softmax(-1)
        for t, out in zip(teachers, outs, strict=True)
    ]
    said["head"], said["label"] = head, mean(labels)
    said["link"] = mean([links(out, batch).softmax(-1) for out in outs])
    said["antecedent"] = mean([before(out, batch).softmax(-1) for out in outs])
    inside = batch["first"] > 0
    shares = [role_shares(t, out["role"], inside) for t, out in zip(teachers, outs, strict=True)]
    said["role_first"], said["role_steps"] = (mean(list(part)) for part in zip(*shares, strict=True))
    return said


def imitation(
    network: Network, out: Row, batch: dict[str, Tensor], said: dict[str, Tensor], mentions: list[int]
) -> dict[str, Tensor]:
    """The loss of every head against what the teachers say (Hinton, Vinyals and Dean 2015); `mentions`: numbers of
    the UPOS tags whose words can be heads of mentions."""
    inside = batch["first"] > 0

    def apart(scores: Tensor, target: Tensor, weight: Tensor) -> Tensor:
        return -((target * scores.log_softmax(-1)).sum(-1) * weight).sum() / weight.sum().clamp(min=1)

    every = inside.float()
    found = {key: apart(out[key], said[key], every) for key in ("upos", "xpos", "lemma", "name")}
    found["sentence"] = F.binary_cross_entropy_with_logits(out["sentence"][inside], said["sentence"][inside])
    found["arc"] = apart(arcs(out, said["sent"]), said["arc"], every)
    head = torch.take_along_dim(out["label_head"], said["head"], 1)
    found["label"] = apart(network.label_scores(out["label_word"], head).float(), said["label"], every)
    first, steps = role_potentials(network, out["role"], inside)
    found["role"] = chain_loss(first, steps, said["role_first"], said["role_steps"], inside) / every.sum()
    roles = torch.cat([said["role_first"][:, None, :], said["role_steps"].sum(2)], 1)
    spoken = roles[..., LINKED].sum(-1) * every
    found["link"] = apart(links(out, batch), said["link"], spoken)
    nouns = said["upos"][..., mentions].sum(-1) * every
    found["antecedent"] = apart(before(out, batch), said["antecedent"], nouns)
    return found


@torch.no_grad()
def check(network: Network, batches: list[dict[str, Tensor]]) -> str:
    """Accuracies on development chunks, without decoding: to watch the training, not to report."""
    network.eval()
    right, seen = Counter[str](), Counter[str]()

    def count(key: str, hit: Tensor, known: Tensor) -> None:
        right[key] += int(hit[known].sum())
        seen[key] += int(known.sum())

    for batch in batches:
        out = read_batch(network, batch)
        if "arc" in batch:
            out["arc"] = arcs(out, batch["sent"])
        for key in ("upos", "xpos", "lemma", "role", "arc"):
            if key in batch:
                count(key, out[key].argmax(-1) == batch[key], batch[key] != IGNORE)
        if "name" in batch:  # of the words that are of a name or are taken for one
            silent = torch.tensor([*SILENT, NO_NAME], device=batch["name"].device)
            best = out["name"].argmax(-1)
            named = ~torch.isin(batch["name"], silent) | ~torch.isin(best, silent)
            count("name", best == batch["name"], named & (batch["name"] != IGNORE))
        if "arc" in batch:
            best = out["arc"].argmax(-1)
            head = torch.take_along_dim(out["label_head"], best[:, :, None], 1)
            label = network.label_scores(out["label_word"], head).argmax(-1)
            count("las", (best == batch["arc"]) & (label == batch["label"]), batch["arc"] != IGNORE)
        if "antecedent" in batch:
            best = before(out, batch).argmax(-1)[:, :, None]
            known = batch["antecedent"].any(-1) & ~batch["antecedent"][:, :, 0]
            count("antecedent", torch.take_along_dim(batch["antecedent"], best, 2)[:, :, 0], known)
        if "link" in batch:
            best = links(out, batch).argmax(-1)[:, :, None]
            known = batch["link"].sum(-1) > 0
            count("link", torch.take_along_dim(batch["link"], best, 2)[:, :, 0] > 0, known)
    network.train()
    return " ".join(f"{key} {100 * right[key] / total:.2f}" for key, total in seen.items() if total)
