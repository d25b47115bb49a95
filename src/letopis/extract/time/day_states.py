"""The rows that the chooser of days scores: columns and encoder states of events and their candidates.

In:   a `Reading` with encoder states, its `Course`, events.
Out:  the candidates of each event, and `Rows`; None where the annotation has no encoder states (another pipeline than
      ours).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from letopis.extract.event.triggers import middle_states
from letopis.extract.sentence.reading import Reading
from letopis.extract.time.day_candidates import Candidate, Course, candidates_of
from letopis.extract.time.day_columns import Event, Pairs, candidate_columns, event_columns
from letopis.extract.time.governing import governor_of
from letopis.model.days import Floats, Rows


def states_of(reading: Reading) -> tuple[Floats, Floats] | None:
    """The encoder's last and middle states of the words, or None."""
    states: Any = reading.doc.tensor
    pieces = reading.doc.user_data.get("pieces")
    if pieces is None or getattr(states, "ndim", 0) != 2 or not len(states):
        return None
    return np.asarray(states, dtype=np.float32), middle_states(reading)


def rows_of(
    reading: Reading, states: tuple[Floats, Floats], course: Course, events: Sequence[Event]
) -> tuple[list[list[Candidate]], Rows]:
    """The candidates and rows of some events of a document, at least one."""
    numbers, alone = {time: at for at, time in enumerate(course.order)}, dict[Candidate, list[float]]()
    candidates, columns, of_event, of_time = (
        list[list[Candidate]](),
        list[list[float]](),
        list[int](),
        list[int](),
    )
    for number, event in enumerate(events):
        found = candidates_of(reading, course, event.word, event.told)
        candidates.append(found)
        for one, pair in zip(found, Pairs(reading, course, event, found).rows(), strict=True):
            if one not in alone:
                alone[one] = candidate_columns(reading, one)
            columns.append(alone[one] + pair)
            of_event.append(number)
            of_time.append(-1 if one.time is None else numbers[one.time])
    last, middle = states
    words = [event.word for event in events]
    return candidates, Rows(
        last[words],
        middle[words],
        last[[reading.heads[word] for word in words]],
        np.array([event_columns(reading, course, event) for event in events], dtype=np.float32),
        last[course.order],
        last[[governor_of(reading, time) for time in course.order]],
        np.array(of_event, dtype=np.int64),
        np.array(of_time, dtype=np.int64),
        np.array(columns, dtype=np.float32),
    )
