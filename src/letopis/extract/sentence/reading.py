"""One annotated document, made quick to ask: trees as plain lists, mentions by their head word, sentences by
word.

In:   the document, its spaCy `Doc`, its mentions.
Out:  a `Reading`, which every extractor gets, and nothing else.

What fills the slots of a verb or noun is asked in slots.py.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from typing import Any

from spacy.tokens import Doc

from letopis.claim import Argument, Evidence
from letopis.document import Document
from letopis.extract.saying.quotations import quotations_of, quote_mask
from letopis.extract.sentence.hyphens import join_hyphens
from letopis.extract.sentence.mending import Trees, mend
from letopis.extract.sentence.rehanging import rehang
from letopis.lexicon import lemma_of
from letopis.mention import Form, Mention, MentionKind

PARTIES = frozenset(
    {MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.COUNTRY, MentionKind.GROUP, MentionKind.PLACE}
)
MODIFYING = frozenset({MentionKind.ORGANISATION, MentionKind.COUNTRY, MentionKind.PLACE})
NAMED_KINDS = PARTIES | {MentionKind.OTHER}
TREES = "letopis_trees"  # where a Doc keeps its mended trees
AGAINST = frozenset({"rather", "instead", "without", "except", "unlike"})  # before who takes no part
MERELY = frozenset({"only", "just", "merely", "simply", "least", "even"})  # "not only X but Y": both
SENTENCE_LIMIT = 700  # characters of evidence: a sentence, not an article


class Reading:
    """A document ready for extraction; word indices are those of `doc`, offsets those of the text.

    Attributes:
        lemmas, pos, deps, tags: per word; lemmas lower-cased; deps in full ("nsubj:pass").
        heads: per word the index of its head; a root heads itself.
        kids: per word the indices of its dependants, in text order.
        sent_of: per word the index of its sentence; `sents` are (first word, word after the last).
        parties: word index → the mention of a possible party that it heads.
        offices, times, quantities: likewise for the other kinds.
        quotations: what is quoted; quote_mask: per code point 1 in a quotation.
        slots: per word what fills the places around it, as far as it was asked: see slots.py.
    """

    def __init__(self, document: Document, doc: Doc, mentions: Iterable[Mention]) -> None:
        self.document, self.doc = document, doc
        self.mentions = list(mentions)
        self.text = document.text
        self.quotations = quotations_of(document)
        self.quote_mask = quote_mask(document, self.quotations)
        trees, self.sents, self.sent_of = _trees_of(doc)
        self.words, self.starts, self.ends, self.tags, self.pos = (
            trees.words,
            trees.starts,
            trees.ends,
            trees.tags,
            trees.pos,
        )
        self.lemmas, self.heads, self.deps = trees.lemmas, trees.heads, trees.deps
        self.kids: list[list[int]] = [[] for _ in self.heads]
        for word, head in enumerate(self.heads):
            if head != word and not self.words[word].isspace():
                self.kids[head].append(word)
        self.slots: dict[int, dict[str, list[int]]] = {}
        self._index_mentions()

    def _index_mentions(self) -> None:
        self.parties: dict[int, Mention] = {}
        self.offices: dict[int, Mention] = {}
        self.times: dict[int, Mention] = {}
        self.quantities: dict[int, Mention] = {}
        self.by_id = {mention.id: mention for mention in self.mentions}
        self.by_chain: dict[str, list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            self.by_chain[mention.chain].append(mention)
            table = self._table(mention.kind)
            word = self._head_word(mention)
            if table is None or word is None:
                continue
            kept = table.get(word)
            if kept is None or _rank(mention) > _rank(kept):
                table[word] = mention
        for word, mention in list(self.parties.items()):
            sort, is_name = self.heads[word], mention.form == Form.NAME
            is_outlet = mention.kind == MentionKind.ORGANISATION and is_name and sort == word - 1
            if is_outlet and self.pos[sort] == "NOUN" and self.ends[sort] < mention.start:
                self.parties.setdefault(sort, mention)  # "the daily Zorya", headed by its sort
        self._index_bearers()

    def _head_word(self, mention: Mention) -> int | None:
        """The word that heads a mention; of a time the one that hangs on what it dates ("9" of "August 9")."""
        if mention.kind == MentionKind.TIME:
            inside = self.words_in(mention.start, mention.end)
            tops = [w for w in inside if self.heads[w] not in inside and self.pos[w] not in ("ADP", "PUNCT")]
            if tops:
                return tops[-1]
        return self.word_at(mention.head_start)

    def _index_bearers(self) -> None:
        """A title right before a name, and the state or body before the title, stand for the bearer who acts."""
        named = {
            self.starts[self.words_in(m.start, m.end)[0]]: word
            for word, m in self.parties.items()
            if m.kind == MentionKind.PERSON and m.form == Form.NAME
        }
        bearing = frozenset(named.values())
        ends = {m.end: word for word, m in self.parties.items() if word in bearing}
        before = {m.end: word for word, m in self.parties.items() if m.kind in MODIFYING}
        self.bearers: dict[int, int] = {
            word: ends[m.end]  # "his Russian counterpart X"
            for word, m in self.parties.items()
            if m.kind == MentionKind.PERSON
            and m.form == Form.NOMINAL
            and m.end in ends
            # "prime minister of Norland from X", "a spokeswoman for Minister X" are not X
            and not any(self.deps[kid] == "case" for kid in self._of_name(ends[m.end]))
        }
        for word in bearing:  # "the second of them, X, resigned"
            top = self.heads[word]
            if self.deps[word] == "appos" and self.pos[top] in ("ADJ", "NUM") and top not in self.parties:
                self.bearers[top] = word
        for word, office in self.offices.items():
            bearer = named.get(self._past_blank(office.end, 1))
            if bearer is None:
                continue
            self.bearers[word] = bearer
            owner = before.get(self._past_blank(office.start - 1, -1) + 1)
            if owner is not None and self.deps[owner].split(":")[-1] != "poss":
                self.bearers[owner] = bearer

    def _of_name(self, name: int) -> list[int]:
        """What hangs on a name or on the title in front of it."""
        titles = [kid for kid in self.kids[name] if self.deps[kid] == "nmod:desc" and kid < name]
        return [kid for word in (name, *titles) for kid in self.kids[word]]

    def _past_blank(self, offset: int, step: int) -> int:
        while 0 <= offset < len(self.text) and self.text[offset] == " ":
            offset += step
        return offset

    def acting(self, word: int) -> int:
        """The word that acts where this one stands in a clause: the bearer of a title, else the word itself."""
        return self.bearers.get(word, word)

    def _table(self, kind: MentionKind) -> dict[int, Mention] | None:
        if kind in NAMED_KINDS:
            return self.parties
        return {
            MentionKind.OFFICE: self.offices,
            MentionKind.TIME: self.times,
            MentionKind.QUANTITY: self.quantities,
        }.get(kind)

    def word_at(self, offset: int) -> int | None:
        """The index of the word that covers this code point, or None between words."""
        word = bisect_right(self.starts, offset) - 1
        return word if word >= 0 and self.starts[word] <= offset < self.ends[word] else None

    def words_in(self, start: int, end: int) -> range:
        """The words that overlap text[start:end]."""
        first = bisect_right(self.ends, start)
        return range(first, max(first, bisect_left(self.starts, end)))

    def subtree(self, word: int) -> Iterator[int]:
        """The word and all that depends on it, in no order."""
        stack = [word]
        while stack:
            top = stack.pop()
            yield top
            stack.extend(self.kids[top])

    def span_of(self, word: int, *, without: frozenset[str] = frozenset()) -> tuple[int, int]:
        """The text span of a word's subtree, branches with a relation of `without` left out at its own level.

        Punctuation at either end is not part of it.
        """
        found = [word]
        for kid in self.kids[word]:
            if self.deps[kid].split(":")[0] not in without and self.deps[kid] not in without:
                found += list(self.subtree(kid))
        kept = [one for one in found if one == word or self.pos[one] not in ("PUNCT", "SPACE")]
        return self.starts[min(kept)], self.ends[max(kept)]

    def stretch(self, word: int, inside: Container[int], loose: Container[str]) -> tuple[int, int]:
        """The text span of the words around one that are all inside; words of tags in `loose` do not end it."""
        first = last = word
        while first - 1 in inside:
            first -= 1
        while last + 1 in inside:
            last += 1
        while last > word and self.pos[last] in loose:
            last -= 1
        return self.starts[first], self.ends[last]

    def sentence_span(self, word: int) -> tuple[int, int]:
        """The text span of the word's sentence, without white space around it."""
        first, after = self.sents[self.sent_of[word]]
        while first < after - 1 and self.words[first].isspace():
            first += 1
        last = after - 1
        while last > first and self.words[last].isspace():
            last -= 1
        return self.starts[first], self.ends[last]

    def evidence(self, word: int) -> Evidence:
        """The word's sentence as evidence, the word as its cue; of a sentence past the limit, the part
        around it."""
        start, end = self.sentence_span(word)
        if end - start > SENTENCE_LIMIT:
            start = max(start, self.starts[word] - SENTENCE_LIMIT // 2)
            end = min(end, self.ends[word] + SENTENCE_LIMIT // 2)
        return Evidence.of(self.document, start, end, (self.starts[word], self.ends[word]))

    def argument(self, role: str, word: int) -> Argument:
        """The word as an argument: its mention where it heads one, else its noun phrase."""
        quantity = self.quantities.get(word)
        if word not in self.parties and quantity is not None:  # its value is a number; its words are who acts
            whole = self._counted(word)
            ends = [self.parties[w].end if w in self.parties else self.ends[w] for w in whole]
            end = max(ends, default=quantity.end)
            text = self.text[quantity.start : max(end, quantity.end)]
            return Argument(role, quantity.start, quantity.start + len(text), text, None, text)
        mention = self.parties.get(word) or self.offices.get(word)
        if mention is not None:
            return Argument(role, mention.start, mention.end, mention.text, mention.id)
        start, end = self.span_of(
            word, without=frozenset({"acl:relcl", "appos", "conj", "cc", "case", "det", "parataxis"})
        )
        return Argument(role, start, end, self.text[start:end])

    def _counted(self, word: int) -> list[int]:
        """The nouns behind a number that they are counted by: "two of his ministers"."""
        of = [kid for kid in self.kids[word] if self.deps[kid] == "nmod" and kid > word]
        return [kid for kid in of if any(self.lemmas[mark] == "of" for mark in self.kids[kid])]

    def arguments(self, role: str, word: int) -> list[Argument]:
        """As `argument`; a group with known members gives one argument for each, under the group's words."""
        mention = self.parties.get(word)
        if mention is None or not mention.members:
            return [self.argument(role, word)]
        found = []
        for chain in mention.members:
            member = self.by_chain.get(chain)
            if member:
                found.append(Argument(role, mention.start, mention.end, mention.text, member[0].id))
        return found or [self.argument(role, word)]

    def span_argument(self, role: str, start: int, end: int, value: str | None = None) -> Argument:
        """A stretch of text as an argument that is no mention."""
        return Argument(role, start, end, self.text[start:end], None, value)

    def conjuncts(self, word: int) -> list[int]:
        """The word and the words joined to it by "and", "or" or a comma; not what is set against it: "Congress, rather
        than the people", "not the army but the police"."""
        found = [word]
        for kid in self.kids[word]:
            if self.deps[kid] == "conj" and self.pos[kid] not in ("VERB", "AUX"):
                if self._is_set_against(kid):
                    continue
                if self._is_denied(word, kid):
                    found.remove(word)
                found += self.conjuncts(kid)
        return found

    def _is_set_against(self, word: int) -> bool:
        """True for what is named only as not taking part: "rather than X", "and not X", "instead of X", ", not X"."""
        return any(
            kid < word
            and (
                (self.deps[kid] in ("cc", "case") and self.lemmas[kid] in AGAINST)
                or (self.lemmas[kid] == "not" and self.words[kid + 1].lower() not in MERELY)
            )
            for kid in self.kids[word]
        )

    def _is_denied(self, word: int, other: int) -> bool:
        """True for the first of "not X but Y"."""
        but = any(self.lemmas[kid] == "but" and self.deps[kid] == "cc" for kid in self.kids[other])
        return but and any(
            self.lemmas[kid] == "not" and kid < word and self.words[kid + 1].lower() not in MERELY
            for kid in self.kids[word]
        )

    def is_read(self, word: int) -> bool:
        """True for a word of a block that is read, and no white space."""
        return self.pos[word] not in ("SPACE", "X", "")


def _trees_of(doc: Doc) -> tuple[Trees, list[tuple[int, int]], list[int]]:
    """The mended trees of a document, its sentences and the number of each word's sentence; worked out once for each
    `Doc`, of which every reading gets lists of its own."""
    known = doc.user_data.get(TREES)
    if known is None:
        sents = [(sent.start, sent.end) for sent in doc.sents]
        numbers = [number for number, (start, end) in enumerate(sents) for _ in range(start, end)]
        known = doc.user_data[TREES] = _mended(doc), sents, numbers
    trees, sents, numbers = known
    return trees.copied(), sents.copy(), numbers.copy()


def _mended(doc: Doc) -> Trees:
    columns: Any = doc.to_array(["ORTH", "LEMMA", "POS", "TAG", "DEP", "HEAD", "IDX"])
    strings = doc.vocab.strings  # making a Token is dear
    names: dict[int, str] = {number: strings[number] for number in set(columns[:, :5].ravel().tolist())}
    words, lemmas, pos, tags, deps = (
        [names[number] for number in column] for column in columns[:, :5].T.tolist()
    )
    starts: list[int] = columns[:, 6].astype("int64").tolist()
    trees = Trees(
        words=words,
        starts=starts,
        ends=[start + len(text) for text, start in zip(words, starts, strict=True)],
        tags=tags,
        pos=pos,
        lemmas=[
            lemma_of(text, tag, lemma.lower() or text.lower())
            for text, tag, lemma in zip(words, tags, lemmas, strict=True)
        ],
        heads=[i + up for i, up in enumerate(columns[:, 5].astype("int64").tolist())],
        deps=deps,
    )
    join_hyphens(trees)
    mend(trees)
    rehang(trees)
    return trees


def _rank(mention: Mention) -> tuple[bool, int]:
    """Of two mentions with one head word the name goes before the description around it, then the longer."""
    return mention.form == Form.NAME, mention.end - mention.start
