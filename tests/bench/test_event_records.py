"""Records of bare sentences are right where type, source and recipient are those of one event."""

from __future__ import annotations

import json
from pathlib import Path

from bench.quality.event_records import parties, score


def test_an_event_counts_for_its_record(tmp_path: Path) -> None:
    """An older name of a type is mapped; a record without a target asks for none."""
    records = [
        {
            "text": "Norway condemned Denmark on Monday.",
            "event": "DISAPPROVE",
            "source": [{"actorText": "Norway"}],
            "target": [{"actorText": "Denmark"}],
        },
        {
            "text": "Police arrested two editors in Lima.",
            "event": "COERCE",
            "source": [{"actorText": "The police"}],
            "target": "",
        },
        {
            "text": "Police arrested two editors in Lima.",
            "event": "AID",
            "source": [{"actorText": "Peru"}],
        },
    ]
    path = tmp_path / "records.json"
    path.write_text(json.dumps(records), encoding="utf-8")
    found = score(path)
    assert (found.figures["type"], found.figures["whole"], found.of) == (2, 2, 3)


def test_a_side_that_is_no_list_names_nobody() -> None:
    """Some records have a word of their own where the target belongs."""
    assert parties("diplomatic") == []
    assert parties([{"actorText": "Peru"}, {"code": "X"}]) == ["Peru", ""]
