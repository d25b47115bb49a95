"""Run dateparser's search_dates and timexy over texts; started by times.py under an interpreter that has them.

In:   a JSON list of texts on standard input.
Out:  a JSON object on standard output: tool → seconds (of the process) and number of times found.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from typing import Any


def main() -> None:
    """Measure the tools that are installed; others are left out."""
    texts: list[str] = json.load(sys.stdin)
    told = {}
    for name, run in (("dateparser", run_dateparser), ("timexy", run_timexy)):
        try:
            seconds, found = run(texts)
        except ImportError:
            continue
        told[name] = {"seconds": seconds, "found": found}
    print(json.dumps(told))


def run_dateparser(texts: list[str]) -> tuple[float, int]:
    """Seconds and dates found by search_dates, told that the language is English."""
    search: Any = importlib.import_module("dateparser.search")
    search.search_dates("on Tuesday", languages=["en"])
    started = time.process_time()
    found = sum(len(search.search_dates(text, languages=["en"]) or ()) for text in texts)
    return time.process_time() - started, found


def run_timexy(texts: list[str]) -> tuple[float, int]:
    """Seconds and expressions found by timexy's component; the tokens are made before."""
    importlib.import_module("timexy")
    spacy: Any = importlib.import_module("spacy")
    nlp = spacy.blank("en")
    component = nlp.add_pipe("timexy", config={"kb_id_type": "timex3", "label": "timexy", "overwrite": False})
    component(nlp.make_doc("on Tuesday"))
    docs = [nlp.make_doc(text) for text in texts]
    started = time.process_time()
    found = sum(len(component(doc).ents) for doc in docs)
    return time.process_time() - started, found


if __name__ == "__main__":
    main()
