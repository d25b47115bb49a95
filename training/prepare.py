"""Read the corpora and write them in one form: a JSON object per document and line.

In:   a folder of corpora (see README.md).
Out:  build/{gum,gum_dev,polnear,polnear_dev,wikigold,re3d,uner,uner_a,uner_b,plain}.jsonl.gz

Each object has `id`, `words`, `spaces` and `par` (number of the paragraph, per word), and of the following what the
corpus knows, one value per word, `null` or "" where it is silent: `start` (1 where a sentence starts), `upos`, `xpos`,
`lemma`, `head` (index in the document, the word itself for a root), `dep`, `name`, `role`, `cues` (indices of the first
words of the cues that a source or content word belongs to; [-1]: of none), `chain` (number of the thing that the word
is the head of a mention of; -1: of none).
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
KINDS = {"person": "PER", "organization": "ORG", "place": "LOC"}
MISC_KINDS = {"event", "object", "abstract", "animal", "plant", "substance"}
RE3D = {
    "Person": "PER",
    "Organisation": "ORG",
    "Location": "LOC",
    "Nationality": "MISC",
    "Weapon": None,
    "MilitaryPlatform": None,
    "DocumentReference": None,
}
SILVER = {"PERSON": "PER", "ORGANIZATION": "ORG", "LOCATION": "LOC", "MISC": "MISC"}
TIMEBANK_SHOWN = 123  # the other sixty are scored
LINKS = {"of", "for", "de", "du", "von", "van"}  # prepositions that stand inside names
Row = dict[str, Any]
Entity = tuple[int, int, str, list[int], str]  # first and last word, kind, words of its head, id


def write_rows(path: Path, rows: Iterator[Row]) -> None:
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=3) as out:
        words = documents = 0
        for row in rows:
            lengths = {len(column) for key, column in row.items() if key != "id"}
            assert len(lengths) == 1, f"{row['id']}: columns of different lengths {lengths}"
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            documents += 1
            words += len(row["words"])
    print(f"{path.name}: {documents} documents, {words} words")


# --- GUM -------------------------------------------------------------------------------------------------------------


def read_conllu(path: Path, titles: set[str]) -> Row:
    row: Row = {
        key: []
        for key in (["words", "spaces", "par", "start", "upos", "xpos", "lemma", "head", "dep", "name"])
    }
    row["id"] = path.stem
    found: list[Entity] = []
    open_entities: dict[str, list[tuple[int, str, list[int]]]] = {}
    par, base, glued_until, glued_space = -1, 0, 0, True
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newpar") and not line.startswith("# newpar_block"):
            par += 1
        elif not line:
            base = len(row["words"])
        elif line[0].isdigit():
            cells = line.split("\t")
            if "-" in cells[0]:
                glued_until = int(cells[0].split("-")[1])
                glued_space = "SpaceAfter=No" not in cells[9]
                continue
            if "." in cells[0]:
                continue
            number = int(cells[0])
            here = base + number - 1
            if number < glued_until:
                space = False
            elif number == glued_until:
                space = glued_space
            else:
                space = "SpaceAfter=No" not in cells[9]
            if number >= glued_until:
                glued_until = 0
            row["words"].append(cells[1])
            row["spaces"].append(int(space))
            row["par"].append(max(par, 0))
            row["start"].append(int(number == 1))
            row["upos"].append(cells[3])
            row["xpos"].append(cells[4])
            row["lemma"].append(cells[2])
            row["head"].append(here if cells[6] == "0" else base + int(cells[6]) - 1)
            row["dep"].append(cells[7])
            for part in cells[9].split("|"):
                if part.startswith("Entity="):
                    read_brackets(part[7:], here, open_entities, found)
    row["name"] = names_of_entities(row, found, titles)
    row["chain"] = chains_of_heads(row, found)
    return row


def chains_of_heads(row: Row, found: list[Entity]) -> list[int]:
    """Per word the number of the thing that it is the head of a mention of; of two mentions the longer counts."""
    chains = [-1] * len(row["words"])
    numbers: dict[str, int] = {}
    for start, end, _, _, name in sorted(found, key=lambda entity: entity[0] - entity[1]):
        head = next(
            (i for i in range(start, end + 1) if not start <= row["head"][i] <= end or row["head"][i] == i),
            start,
        )
        if chains[head] < 0:
            chains[head] = numbers.setdefault(name, len(numbers))
    return chains


def read_brackets(
    text: str,
    here: int,
    open_entities: dict[str, list[tuple[int, str, list[int]]]],
    found: list[Entity],
) -> None:
    for opened, closed in re.findall(r"\(([^()]*\)?)|([^()]+)\)", text):
        if opened:
            parts = opened.rstrip(")").split("-")
            minimal = next((p for p in parts[4:] if re.fullmatch(r"\d+(,\d+)*", p)), "1")
            entity = (here, parts[1], [here + int(n) - 1 for n in minimal.split(",")])
            if opened.endswith(")"):
                found.append((entity[0], here, entity[1], entity[2], parts[0]))
            else:
                open_entities.setdefault(parts[0], []).append(entity)
        elif open_entities.get(closed):
            start, kind, minimal_span = open_entities[closed].pop()
            found.append((start, here, kind, minimal_span, closed))


def names_of_entities(row: Row, found: list[Entity], titles: set[str]) -> list[str]:
    """B/I/O per word. A name is an entity whose head is a proper noun; capitalised adjectives are MISC."""
    count = len(row["words"])
    labels = ["O"] * count
    for i in range(count):
        if row["upos"][i] == "ADJ" and row["words"][i][:1].isupper() and not row["start"][i]:
            labels[i] = "B-MISC"
    spans = []
    for start, end, kind, minimal, _ in found:
        label = KINDS.get(kind) or ("MISC" if kind in MISC_KINDS else None)
        inside = [i for i in minimal if start <= i <= end]
        if label is None or not inside:
            continue
        head = next(
            (i for i in inside if row["head"][i] < start or row["head"][i] > end or row["head"][i] == i),
            inside[0],
        )
        if row["upos"][head] != "PROPN":
            continue
        if label == "PER" and row["xpos"][head] == "NNPS":  # peoples and believers, not persons
            label = "MISC"
        first, last = min(inside), max(inside)
        while first > start and row["upos"][first - 1] == "PROPN":
            first -= 1
        while last < end and row["upos"][last + 1] == "PROPN":
            last += 1
        if label == "PER":
            for i in range(first, last):
                if row["words"][i].lower() in titles:
                    first = i + 1
        while first < last and row["upos"][first] in ("DET", "PUNCT", "PRON", "ADP"):
            first += 1
        # a name does not run on past a comma, a verb or a preposition that links it to something else
        for i in range(max(first, head) + 1, last + 1):
            if (
                row["upos"][i] in ("VERB", "AUX", "ADV", "SCONJ")
                or row["words"][i] in (",", "(", "[", ";", ":")
                or (row["upos"][i] == "ADP" and row["words"][i].lower() not in LINKS)
            ):
                last = i - 1
                break
        spans.append((first, last, label))
    for first, last, label in sorted(
        spans, key=lambda span: span[1] - span[0]
    ):  # the longest is written last
        for i in range(first, last + 1):
            labels[i] = ("B-" if i == first else "I-") + label
        if last + 1 < count and labels[last + 1].startswith("I-"):
            labels[last + 1] = "B-" + labels[last + 1][2:]
    return labels


# --- PolNeAR ---------------------------------------------------------------------------------------------------------


def read_polnear(path: Path, silver: dict[str, Any], nlp: Any) -> Iterator[Row]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield polnear_row(json.loads(line), silver, nlp)


def polnear_row(article: Row, silver: dict[str, Any], nlp: Any) -> Row:
    doc = nlp(article["text"])
    tokens = [t for t in doc if not t.is_space]
    ends = [t.idx + len(t) for t in tokens]
    starts = [t.idx for t in tokens]
    par, pars = 0, []
    for t in doc:
        if t.is_space:
            par += t.text.count("\n") >= 2
        else:
            pars.append(par)

    def covered(spans: list[list[int]]) -> list[list[int]]:
        return [[i for i in range(len(tokens)) if starts[i] < e and ends[i] > s] for s, e in spans]

    count = len(tokens)
    roles: list[str] = ["O"] * count
    cues: list[list[int]] = [[] for _ in range(count)]
    for attribution in article["attributions"]:
        cue = [i for span in covered(attribution["cue"]) for i in span]
        for role in ("content", "source", "cue"):
            for span in covered(attribution[role]):
                for place, i in enumerate(span):
                    roles[i] = ("I-" if place else "B-") + role.upper()
                    if role == "cue":
                        cues[i] = []
                    elif roles[i].endswith(role.upper()):
                        first = cue[0] if cue else -1
                        cues[i] = sorted({*cues[i], first})
    for span in covered(article["discard"]):
        for i in span:
            roles[i], cues[i] = "", []
    row: Row = {
        "id": article["id"],
        "words": [t.text for t in tokens],
        "spaces": [int(bool(t.whitespace_)) for t in tokens],
        "par": pars,
        "role": roles,
        "cues": cues,
        "start": [None] * count,
        "name": [""] * count,
        "xpos": [""] * count,
    }
    if article["id"] in silver:
        row |= silver_columns(silver[article["id"]], starts, ends)
    return row


def silver_columns(
    sentences: list[list[list[Any]]], starts: list[int], ends: list[int]
) -> dict[str, list[Any]]:
    """Sentence starts, names and PTB tags of another tagger, moved to our words."""
    flat = [
        (s, e, ner, place == 0, tag)
        for sentence in sentences
        for place, (s, e, tag, _, ner, _) in enumerate(sentence)
    ]
    start_column: list[Any] = [None] * len(starts)
    name_column, tag_column = [""] * len(starts), [""] * len(starts)
    i, before = 0, "O"
    for word, (begin, end) in enumerate(zip(starts, ends, strict=True)):
        while i < len(flat) and flat[i][1] <= begin:
            i += 1
        if i < len(flat) and flat[i][0] < end:
            start_column[word] = int(flat[i][3] and flat[i][0] >= begin)
            if flat[i][:2] == (begin, end):
                tag_column[word] = flat[i][4]
            kind = SILVER.get(flat[i][2], "O")
            name_column[word] = "O" if kind == "O" else ("I-" if kind == before else "B-") + kind
            before = kind
        else:
            before = "O"
    return {"start": start_column, "name": name_column, "xpos": tag_column}


# --- names only ------------------------------------------------------------------------------------------------------


def read_universal(path: Path, half: int | None) -> Iterator[Row]:
    """Sentences of Universal NER, eight to a document; "O*" is O or MISC, which is not annotated there.

    Args:
        half: 0 or 1 for every other document, None for all.
    """
    sentences: list[list[tuple[str, str]]] = [[]]
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if not line.strip():
            sentences.append([])
        elif cells[0].isdigit():
            tag = cells[2] if cells[2][2:] in ("PER", "ORG", "LOC") else "O*"
            sentences[-1].append((cells[1], tag))
    sentences = [sentence for sentence in sentences if sentence]
    for number in range(0, len(sentences), 8):
        if half is not None and number // 8 % 2 != half:
            continue
        row: Row = {"id": f"uner-{number}", "words": [], "spaces": [], "par": [], "name": []}
        for place, sentence in enumerate(sentences[number : number + 8]):
            for word, tag in sentence:
                row["words"].append(word)
                row["spaces"].append(1)
                row["par"].append(place)
                row["name"].append(tag)
        yield row


def read_tagged(path: Path, kinds: dict[str, str | None] | None) -> Iterator[Row]:
    """Blocks of `word tag` lines; up to eight neighbouring blocks make a document."""
    sentences: list[list[tuple[str, str]]] = [[]]
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.replace("\t", " ").split(" ")
        if not line.strip() or cells[0] == "-DOCSTRART-" or cells[0] == "-DOCSTART-":
            if sentences[-1]:
                sentences.append([])
        elif len(cells) >= 2:
            sentences[-1].append((cells[0], cells[-1]))
    for number in range(0, len(sentences), 8):
        row: Row = {"id": f"{path.stem}-{number}", "words": [], "spaces": [], "par": [], "name": []}
        for sentence in sentences[number : number + 8]:
            before = "O"
            for word, tag in sentence:
                kind = tag.split("-", 1)[1] if "-" in tag else "O"
                if kinds is not None and kind != "O":
                    known = kinds.get(kind, "O")
                    kind = known if known else ""
                row["words"].append(word)
                row["spaces"].append(1)
                row["par"].append(0)
                begins = tag.startswith("B-") or kind != before
                row["name"].append(kind if kind in ("O", "") else ("B-" if begins else "I-") + kind)
                before = kind
        if row["words"]:
            yield row


# --- text alone ------------------------------------------------------------------------------------------------------


def read_plain(corpora: Path, nlp: Any) -> Iterator[Row]:
    """News without labels that the heads know: ECB+, the first 123 documents of TimeBank, synthetic stories."""
    documents = dict[str, list[str]]()
    with gzip.open(corpora / "ecb/train_corpus.txt.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            if cells := line.split("\t")[:4]:
                documents.setdefault(cells[0], []).append(cells[-1].strip())
    for name, words in documents.items():
        if words := [word for word in words if word]:
            yield {"id": name, "words": words, "spaces": [1] * len(words), "par": [0] * len(words)}
    for path in sorted((corpora / "timebank").glob("*.tml"))[:TIMEBANK_SHOWN]:
        body = path.read_text(encoding="utf-8").split("<TEXT>")[1].split("</TEXT>")[0]
        yield plain_row(path.stem, html.unescape(re.sub(r"<[^>]+>", "", body)), nlp)
    with gzip.open(corpora / "plover/synthetic_stories.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            text = json.loads(line)["text"]
            if "{" not in text:
                yield plain_row(f"story-{number}", text, nlp)


def plain_row(name: str, text: str, nlp: Any) -> Row:
    row: Row = {"id": name, "words": [], "spaces": [], "par": []}
    for par, part in enumerate(re.split(r"\n\s*\n", text.strip())):
        tokens = [t for t in nlp(part) if not t.is_space]
        row["words"] += [t.text for t in tokens]
        row["spaces"] += [int(bool(t.whitespace_)) for t in tokens]
        row["par"] += [par] * len(tokens)
    return row


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, default=HERE.parent.parent / "shared" / "corpora")
    parser.add_argument("--build", type=Path, default=HERE / "build")
    args = parser.parse_args()
    wanted = [
        "gum/train",
        "gum/dev",
        "polnear/train.jsonl.gz",
        "polnear/dev.jsonl.gz",
        "polnear/silver_train.jsonl.gz",
        "wikigold/wikigold.conll.txt",
        "re3d/re3d-train.conll",
        "uner_ewt/dev.iob2",
        "ecb/train_corpus.txt.gz",
        "plover/synthetic_stories.jsonl.gz",
    ]
    missing = [name for name in wanted if not (args.corpora / name).exists()]
    if missing:
        sys.exit(
            f"{args.corpora}: no {', '.join(missing)} here; give the folder of corpora with --corpora "
            "(training/README.md says what belongs in it)"
        )
    args.build.mkdir(parents=True, exist_ok=True)
    import spacy

    recipe = tomllib.loads((HERE / "recipe.toml").read_text(encoding="utf-8"))
    titles = set(recipe["names"]["titles"])
    nlp = spacy.blank("en")
    with gzip.open(args.corpora / "polnear/silver_train.jsonl.gz", "rt", encoding="utf-8") as lines:
        silver = {row["id"]: row["sentences"] for row in map(json.loads, lines)}
    for half, name in (("train", "gum"), ("dev", "gum_dev")):
        paths = sorted((args.corpora / "gum" / half).glob("*.conllu"))
        write_rows(args.build / f"{name}.jsonl.gz", (read_conllu(path, titles) for path in paths))
    write_rows(
        args.build / "wikigold.jsonl.gz", read_tagged(args.corpora / "wikigold/wikigold.conll.txt", None)
    )
    write_rows(args.build / "re3d.jsonl.gz", read_tagged(args.corpora / "re3d/re3d-train.conll", RE3D))
    for name, half in (("uner", None), ("uner_a", 0), ("uner_b", 1)):
        write_rows(args.build / f"{name}.jsonl.gz", read_universal(args.corpora / "uner_ewt/dev.iob2", half))
    write_rows(args.build / "plain.jsonl.gz", read_plain(args.corpora, nlp))
    for half, name in (("train", "polnear"), ("dev", "polnear_dev")):
        write_rows(
            args.build / f"{name}.jsonl.gz",
            read_polnear(args.corpora / f"polnear/{half}.jsonl.gz", silver, nlp),
        )


if __name__ == "__main__":
    main()
