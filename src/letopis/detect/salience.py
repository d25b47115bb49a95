"""Keep who is being talked of, while a document is read from left to right.

In:   drafts in the order of their heads.
Out:  how much each chain is in the reader's mind at a place: subjects more than others, recent more than old.

The weights are ordinal: subject of a main clause, of another clause, object, oblique, possessor. They were set on the
cases of tests/cases/detect and not fitted.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from letopis.detect.draft import Chain, Draft
from letopis.detect.pair_scores import Scores
from letopis.detect.speakers import speaks
from letopis.detect.wordlists import word_class
from letopis.detect.words import SUBJECTS, Words
from letopis.mention import Form, MentionKind

if TYPE_CHECKING:
    from letopis.detect.chains import Chains

DECAY = 0.5  # of a mention's weight with each sentence
REACH = 8  # sentences after which a mention is forgotten
MAIN_SUBJECT, SUBJECT, OBJECT, OBLIQUE, POSSESSOR, ELSE = 4.0, 2.5, 2.0, 1.5, 1.2, 1.0
IN_QUOTE, OFTEN = 0.6, 0.15
SCENE = 0.3  # of a country in which something happens
PLURAL_PRONOUN = 0.5  # "they" soon means somebody else, so it keeps a group in mind less than its noun


class Salience:
    """Weights of chains by sentence."""

    def __init__(self, chains: Chains, scores: Scores | None = None) -> None:
        self.words = chains.words
        self.scores = scores
        self._seen: dict[int, dict[int, float]] = defaultdict(dict)
        self._counts: dict[int, int] = defaultdict(int)
        self._chains: dict[int, Chain] = {}
        self.speaker: tuple[Draft, int] | None = None
        self.joined: dict[int, Chain] = {}  # by the head token of "Ana and Bo"

    def note(self, draft: Draft) -> None:
        """Take in a mention whose chain is settled."""
        assert draft.chain is not None
        key, sentence = id(draft.chain), self.words.sentence[draft.head]
        self._chains[key] = draft.chain
        weights = self._seen[key]
        weight = role_weight(self.words, draft.head)
        if draft.form is Form.PRONOUN and draft.chain.kind is MentionKind.GROUP:
            weight *= PLURAL_PRONOUN
        if draft.kind is MentionKind.COUNTRY and self.words.preposition(draft.head) in word_class("locative"):
            weight *= SCENE
        weights[sentence] = max(weights.get(sentence, 0.0), weight)
        self._counts[key] += 1
        if (
            speaks(self.words, self._top(draft.head))
            and not self.words.quote[draft.head]
            and not self._is_reported(draft)
        ):
            self.speaker = (draft, self.words.block[draft.head])

    def _top(self, i: int) -> int:
        """The title that a name hangs on, which has the name's part in the clause; else the word itself."""
        while self.words.dep[i] == "flat":
            i = self.words.head[i]
        return i

    def _is_reported(self, draft: Draft) -> bool:
        """True for a speaker inside what the last one says: "the spokesman said he agreed with what X had said"."""
        words = self.words
        if self.speaker is None or words.sentence[self.speaker[0].head] != words.sentence[draft.head]:
            return False
        outer, verb = words.head[self.speaker[0].head], words.head[draft.head]
        while words.head[verb] != verb:
            verb = words.head[verb]
            if verb == outer:
                return words.dep[words.head[draft.head]] not in ("conj", "parataxis")
        return False

    def add(self, chain: Chain, head: int, weight: float) -> None:
        """Take in a chain that is no mention of its own ("Ana and Bo"), `head` the first of what is joined."""
        self.joined[head] = chain
        self._chains[id(chain)] = chain
        self._seen[id(chain)][self.words.sentence[head]] = weight
        self._counts[id(chain)] += 1

    def merged(self, gone: Chain, kept: Chain) -> None:
        """Carry what was noted of a chain over to the one that it became."""
        if gone is kept or id(gone) not in self._seen:
            return
        for sentence, weight in self._seen.pop(id(gone)).items():
            self._seen[id(kept)][sentence] = max(self._seen[id(kept)].get(sentence, 0.0), weight)
        self._counts[id(kept)] += self._counts.pop(id(gone))
        self._chains.pop(id(gone), None)
        self._chains[id(kept)] = kept

    def chains(self) -> list[Chain]:
        """Every chain met so far, in the order met."""
        return list(self._chains.values())

    def of(self, chain: Chain, sentence: int) -> float:
        """The weight of a chain for a reader of this sentence; 0 when it was not met in reach."""
        weights = self._seen.get(id(chain))
        if not weights:
            return 0.0
        near = sum(w * DECAY ** (sentence - s) for s, w in weights.items() if 0 <= sentence - s <= REACH)
        return near + OFTEN * min(self._counts[id(chain)], 8) if near else 0.0

    def weight(self, chain: Chain, sentence: int) -> float:
        """What the chain's mention that weighs most in this very sentence weighs; 0 where it has none."""
        return self._seen.get(id(chain), {}).get(sentence, 0.0)

    def last(self, chain: Chain) -> int:
        """The last sentence in which the chain was met, or -1."""
        return max(self._seen.get(id(chain), {-1: 0.0}))


def role_weight(words: Words, i: int) -> float:
    """The weight of one mention by what it does in its clause."""
    dep = words.dep[i]
    factor = 1.0
    for _ in range(4):
        if dep not in ("conj", "appos", "flat", "nmod:desc"):
            break
        factor *= 0.9
        i = words.head[i]
        dep = words.dep[i]
    if words.quote[i]:
        factor *= IN_QUOTE
    if dep in SUBJECTS:
        verb = words.head[i]
        return factor * (
            MAIN_SUBJECT if words.head[verb] == verb or words.dep[verb] == "parataxis" else SUBJECT
        )
    if dep in ("obj", "iobj", "obl:agent"):
        return factor * OBJECT
    if dep == "obl":
        return factor * OBLIQUE
    return factor * (POSSESSOR if dep == "nmod:poss" else ELSE)
