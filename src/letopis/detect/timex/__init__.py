"""Words that say when: find them, give them a TIMEX3 value, and the days they stand for.

| module | in → out |
|---|---|
| `lexer` | text → tokens, each with the class that data/lexicon/en/times.tsv gives it |
| `rules` | tokens → matches of the patterns in times_rules.tsv |
| `points`, `story`, `years`, `fiscal`, `feasts`, `hours`, `spans` | a match, what it is told against → a `Reading` |
| `anchors` | lengths, and the events that they are told from → their days |
| `tense` | a word of the annotated text → past, present or future |
| `phrase` | readings and the words around them ("since", "from … to") → intervals |

`calendar` is the arithmetic of days, `reading` the noun that travels.
"""
