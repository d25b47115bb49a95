"""What a record tells that helps to say who is who, beside the mentions themselves.

In:   nothing; a noun.
Out:  `Background`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from letopis.claim import Claim
from letopis.times import Interval


@dataclass(frozen=True, slots=True)
class Background:
    """The days of documents, and who is told to hold which office.

    Attributes:
        days: document id → its publication, where that is known or bounded.
        tenures: claims of kind tenure, in no order.
    """

    days: Mapping[str, Interval] = field(default_factory=dict)
    tenures: Sequence[Claim] = ()


NOTHING = Background()
