"""Learn which earlier mention a mention stands for the same as, over the encoder's states.

In:   GUM conllu with `Entity=`; our own articles, texts/coref.txt; the encoder in src/letopis/data/model.
Out:  antecedents.npz and antecedents.json beside it, run by numpy (letopis.model.antecedents).

    python training/coref.py --corpora ../shared/corpora

The loss is the usual one: of all earlier mentions and "new", the probability of those of the same chain. Columns and
candidates are those of the program itself (letopis.detect.pair_table). Three minutes of one core.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import re
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent / "src"), str(HERE.parent)]
from bench.quality.conllu import gold_doc, read_conllu  # noqa: E402
from bench.quality.coref import gold_chains  # noqa: E402
from bench.quality.marked import read_marked  # noqa: E402
from letopis.annotate import load  # noqa: E402
from letopis.detect import find_drafts  # noqa: E402
from letopis.detect.chains import begin_chains  # noqa: E402
from letopis.detect.pair_table import MentionTable  # noqa: E402
from letopis.detect.phrases import JOINED  # noqa: E402
from letopis.detect.times import find_times  # noqa: E402
from letopis.detect.words import words_of  # noqa: E402
from letopis.document import Block, BlockKind, Document, content_id  # noqa: E402
from letopis.model.antecedents import FORMAT, MANIFEST, WEIGHTS  # noqa: E402
from letopis.model.weights import FOLDER, read_manifest  # noqa: E402

OWN = HERE / "texts" / "coref.txt"  # texts/coref_dev.txt is not learnt from
HIDDEN, PRODUCT, ALONE = 80, 48, 48
EPOCHS, RATE, DECAY, DROPOUT, STATE_DROPOUT, CLIP, SEED = 8, 2e-3, 1e-2, 0.3, 0.4, 1.0, 7


@dataclass
class Example:
    """One document: states and columns of its mentions, its pairs, and which pairs are right.

    Attributes:
        right: of each pair, whether both are of one gold chain. known: of each mention, whether gold has it, empty
            where that is not told. taught: of each mention, whether its chain is known.
    """

    states: Tensor
    alone: Tensor
    rows: Tensor
    earlier: Tensor
    pairs: Tensor
    right: Tensor
    known: Tensor
    taught: Tensor


def read_own(path: Path) -> list[Example]:
    """The articles of a file of ours (marked.py), annotated as the program reads; only marked mentions teach."""
    nlp, examples = load(), []
    for article in read_marked(path):
        doc = nlp.make_doc(article.text)
        ends = [match.end() for match in re.finditer(r"\n\n|$", article.text)]
        doc.user_data["blocks"] = [(start, end, True) for start, end in zip([0, *ends], ends, strict=False)]
        doc = nlp(doc)
        chains: dict[int, set[tuple[int, int]]] = {}
        for start, end, number in article.mentions:
            span = doc.char_span(start, end, alignment_mode="expand")
            chains.setdefault(number, set()).add((span.start, span.end))
        table = mention_table(doc, path.stem)
        gold = gold_of(table, list(chains.values()))
        example = example_of(table, np.asarray(doc.tensor), gold)
        examples.append(replace(example, known=torch.zeros(0), taught=example.known))
    return examples


def read_examples(folder: Path) -> list[Example]:
    """The documents of a folder of conllu, annotated by the shipped encoder over gold words."""
    nlp, examples = load(), []
    for path in sorted(folder.glob("*.conllu")):
        for sentences in read_conllu(path):
            doc = nlp(gold_doc(nlp, sentences))
            table = mention_table(doc, path.stem)
            examples.append(example_of(table, np.asarray(doc.tensor), gold_of(table, gold_chains(sentences))))
    return examples


def mention_table(doc: Any, name: str) -> MentionTable:
    """The table of the mentions of a document, as the program makes it."""
    blocks = tuple(Block(start, end, BlockKind.BODY) for start, end, _ in doc.user_data["blocks"])
    document = Document(content_id("doc", doc.text), name, "text/plain", doc.text, blocks)
    words = words_of(document, doc)
    drafts = find_drafts(words, doc, list(find_times(document, doc)))
    chains, speakers = begin_chains(words, drafts, doc.user_data["attributions"])
    return MentionTable(words, chains.things(), speakers)


def gold_of(table: MentionTable, chains: list[set[tuple[int, int]]]) -> np.ndarray[Any, Any]:
    """The number of the gold chain of each draft, by its span, else by its head; -1 where gold has none there."""
    by_span = {span: number for number, chain in enumerate(chains) for span in chain}
    words, by_head = table.words, dict[int, int]()
    for (start, end), number in sorted(by_span.items(), key=lambda item: item[0][1] - item[0][0]):
        heads = [i for i in range(start, end) if not start <= words.head[i] < end or words.head[i] == i]
        if len(heads) == 1:
            by_head.setdefault(heads[0], number)
    found = []
    for draft, start, end in zip(table.drafts, table.start.tolist(), table.end.tolist(), strict=True):
        number = by_span.get((start, end), -1)
        if number < 0 and draft.sort != JOINED:
            number = by_head.get(draft.head, -1)
        found.append(number)
    return np.array(found, dtype=np.int64)


def example_of(table: MentionTable, tensor: np.ndarray[Any, Any], gold: np.ndarray[Any, Any]) -> Example:
    """The example of one document."""
    rows, earlier, common = table.candidates()
    right = (gold[rows] == gold[earlier]) & (gold[rows] >= 0)
    arrays = (
        tensor[table.head],
        table.alone,
        rows,
        earlier,
        table.pairs(rows, earlier, common),
        right,
        gold >= 0,
        np.ones(len(gold), dtype=bool),
    )
    return Example(*(torch.from_numpy(np.ascontiguousarray(array)) for array in arrays))


class Scorer(nn.Module):
    """The scorer of letopis.model.antecedents, to be learnt."""

    def __init__(self, state: int, alone: int, pair: int) -> None:
        super().__init__()
        self.widths = (HIDDEN, HIDDEN, PRODUCT, PRODUCT, ALONE, ALONE)
        self.state_dropout, self.dropout = nn.Dropout(STATE_DROPOUT), nn.Dropout(DROPOUT)
        self.own = nn.Linear(state + alone, sum(self.widths))
        self.pair = nn.Linear(PRODUCT + pair, HIDDEN, bias=False)
        self.out = nn.Linear(HIDDEN, 1, bias=False)
        self.new = nn.Linear(ALONE, 1, bias=False)
        self.mention = nn.Linear(ALONE, 1)

    def forward(self, example: Example) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of pairs, of being new, of being a mention."""
        own = self.own(torch.cat([self.state_dropout(example.states), example.alone], 1))
        later, before, left, right, new, mention = own.split(self.widths, 1)
        a, b = example.rows, example.earlier
        hidden = self.pair(torch.cat([self.dropout(left)[a] * self.dropout(right)[b], example.pairs], 1))
        hidden = torch.relu(hidden + later[a] + before[b])
        scores = self.out(self.dropout(hidden)).squeeze(-1)
        return (
            scores,
            self.new(self.dropout(torch.relu(new))).squeeze(-1),
            self.mention(self.dropout(torch.relu(mention))).squeeze(-1),
        )

    def arrays(self) -> dict[str, np.ndarray[Any, Any]]:
        """The weights as the program wants them."""
        found = {
            "own": self.own.weight.T,
            "own_bias": self.own.bias,
            "pair": self.pair.weight.T,
            "out": self.out.weight[0],
            "new": self.new.weight[0],
            "mention": self.mention.weight[0],
            "mention_bias": self.mention.bias,
        }
        return {name: value.detach().numpy().astype(np.float16) for name, value in found.items()}


def loss_of(scorer: Scorer, example: Example) -> Tensor:
    """How unlikely the right antecedents are, summed over mentions, and whether each is a mention."""
    scores, new, mention = scorer(example)
    count = len(new)

    def logsum(values: Tensor) -> Tensor:
        """Log of the sum over each mention's candidates, "new" not counted."""
        top = torch.full((count,), -1e4).scatter_reduce(0, example.rows, values.detach(), "amax")
        total = torch.zeros(count).index_add(0, example.rows, (values - top[example.rows]).exp())
        return total.clamp_min(1e-20).log() + top

    every = torch.logaddexp(logsum(scores), new)
    has_right = torch.zeros(count).index_add(0, example.rows, example.right.float()) > 0
    right = torch.where(has_right, logsum(torch.where(example.right, scores, torch.tensor(-1e4))), new)
    taught = ((every - right) * example.taught).sum()
    if not len(example.known):
        return taught
    known = nn.functional.binary_cross_entropy_with_logits(mention, example.known.float(), reduction="sum")
    return taught + 0.5 * known


def train(examples: list[Example], epochs: int = EPOCHS) -> Scorer:
    """The scorer after so many passes over the documents."""
    torch.manual_seed(SEED)
    first = examples[0]
    scorer = Scorer(first.states.shape[1], first.alone.shape[1], first.pairs.shape[1])
    optimiser = torch.optim.AdamW(scorer.parameters(), RATE, weight_decay=DECAY)
    steps = epochs * len(examples)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: min(step / 100, 1 - step / steps))
    for epoch in range(epochs):
        began, total, count = time.perf_counter(), 0.0, 0
        scorer.train()
        for number in torch.randperm(len(examples)).tolist():
            loss = loss_of(scorer, examples[number])
            optimiser.zero_grad()
            (loss / len(examples[number].taught)).backward()
            nn.utils.clip_grad_norm_(scorer.parameters(), CLIP)
            optimiser.step()
            schedule.step()
            total, count = total + loss.item(), count + len(examples[number].taught)
        print(f"epoch {epoch + 1}: loss {total / count:.4f}, {time.perf_counter() - began:.0f} s", flush=True)
    return scorer.eval()


def save(scorer: Scorer, examples: list[Example], folder: Path) -> None:
    """Write the weights and their manifest."""
    content = io.BytesIO()
    np.savez(content, **scorer.arrays())
    (folder / WEIGHTS).write_bytes(content.getvalue())
    manifest = {
        "format": FORMAT,
        "sha256": hashlib.sha256(content.getvalue()).hexdigest(),
        "encoder": read_manifest()["files"]["encoder.onnx"]["sha256"],
        "state": examples[0].states.shape[1],
        "widths": list(scorer.widths),
        "columns": [examples[0].alone.shape[1], examples[0].pairs.shape[1]],
        "corpora": {
            "gum/train": sum(len(x.known) > 0 for x in examples),
            "own": sum(not len(x.known) for x in examples),
        },
        "mentions": sum(int(example.taught.sum()) for example in examples),
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Train over the corpora given and write the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--target", type=Path, default=FOLDER)
    given = parser.parse_args()
    torch.set_num_threads(1)
    folder = given.corpora / "gum" / "train"
    if not folder.is_dir():
        parser.error(f"{folder} is not there; it is made as README.md says")
    examples = [*read_examples(folder), *read_own(OWN)]
    save(train(examples), examples, given.target)


if __name__ == "__main__":
    main()
