"""The command review: the machine's doubts one by one, answered by a key."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

import typer

from letopis.cli.app import app
from letopis.cli.options import DEFAULT, AsCsv, AsJson, By, RecordPath, form_of, opened
from letopis.cli.output import Form, clean, number, print_heading, print_line, print_rows, say

if TYPE_CHECKING:
    from letopis.inbox import Inbox, Open, Proposal, Side

HELP = """\
y  yes: they are one; the name is one; the sentence says so
n  no: they are two; it is no name; the sentence does not say so
r  it is called so: r NAME; a NAME of the record makes them one
x  nothing of the kind: it is no person or body, the claim is wrong
s  skip: not now (letopis review --again shows it again)
u  undo the last answer
q  quit; what was answered is kept"""
KEYS = "y n r x s u ? q"
QUIT, BACK = "q", "u"


@app.command()
def review(
    again: Annotated[bool, typer.Option("--again", help="Also what was skipped before.")] = False,
    limit: Annotated[int | None, typer.Option(metavar="N", min=1, help="At most so many.")] = None,
    by: By = None,
    record: RecordPath = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Answer what the machine is least sure of, what changes most lines first; --json lists it without asking."""
    from letopis.inbox import Inbox

    form = form_of(as_json, as_csv)
    with opened(record) as kept:
        inbox = Inbox(kept.desk(by), again=again)
        if form is not Form.TABLE:
            print_rows(list(inbox.proposals(limit)), (), form, empty="nothing to decide")
            return
        questions = inbox.questions()[:limit]
        if not questions:
            say("nothing to decide")
            return
        _Session(inbox, questions, key_reader()).run()


def key_reader() -> Callable[[], str]:
    """Reads an answer: a key of a terminal, or a line of what is piped in; "q" at the end of it."""
    if not sys.stdin.isatty():
        return lambda: (sys.stdin.readline() or QUIT).strip()

    def key() -> str:
        sys.stdout.write(f"[{KEYS}] ")
        sys.stdout.flush()
        pressed = typer.getchar()
        sys.stdout.write(pressed + "\n")
        if pressed in ("\x03", "\x04"):
            return QUIT
        return f"r {typer.prompt('name', prompt_suffix='> ')}" if pressed == "r" else pressed

    return key


@dataclass
class _Session:
    """One session: questions, answers, and what is undone again."""

    inbox: Inbox
    questions: list[Open]
    ask: Callable[[], str]
    made: list[tuple[int, str, frozenset[str] | None]] = field(default_factory=list)

    def run(self) -> None:
        """Asks until the questions or the answers end; what was decided takes effect then, whatever ends it."""
        desk = self.inbox.desk
        desk.pause()
        try:
            self._ask_all()
        finally:
            if self.made:
                say(f"{number(len(self.made), 'answer')} kept; working the record out again")
            desk.settle()

    def _ask_all(self) -> None:
        from letopis.inbox import is_moot

        at = 0
        while at < len(self.questions):
            one = self.questions[at]
            if is_moot(one, [pair for _, _, pair in self.made if pair]):
                at += 1
                continue
            print_proposal(self.inbox.proposal(one), at + 1, len(self.questions))
            step = self._answered(one, at)
            if step is None:
                return
            at = step

    def _answered(self, one: Open, at: int) -> int | None:
        """The number of the next question; None to end."""
        while True:
            key, _, rest = self.ask().partition(" ")
            key = key[:1].casefold()
            if key == QUIT:
                return None
            if key == BACK:
                if self.made:
                    return self._take_back()
                say("nothing to undo here; letopis undo takes back what was decided before")
                continue
            if key == "s":
                self.inbox.desk.skip(self.inbox.sides(one))
                return at + 1
            if key in "ynrx" and key and self._decide(one, at, key, rest.strip()):
                return at + 1
            if key == "?" or key not in "ynrx" or not key:
                print_line_by_line(HELP)

    def _take_back(self) -> int:
        at, decision, _ = self.made.pop()
        self.inbox.desk.undo(decision)
        say("undone")
        return at

    def _decide(self, one: Open, at: int, key: str, rest: str) -> bool:
        """True when the answer fits the question; it is decided then."""
        from letopis.decision import Act
        from letopis.errors import UsageError

        desk, sides = self.inbox.desk, self.inbox.sides(one)
        pair: frozenset[str] | None = None
        if one.right is not None and key in "yn":
            act = Act.MERGE if key == "y" else Act.SPLIT
            pair = frozenset({one.left, one.right}) if key == "y" and one.sort == "same" else None
            made = desk.decide(act, sides, one.lines)
        elif key == "r" and rest and one.sort != "claim":
            try:
                other = desk.record.find(rest)
            except UsageError:
                other = None
            if other is not None and other.entity.id != one.left and one.sort == "described":
                made = desk.decide(Act.MERGE, (desk.anchors_of(other), sides[0]), one.lines)
            else:
                made = desk.decide(Act.RENAME, (sides[0], ()), one.lines, name=" ".join(rest.split()))
        elif one.right is None and key in ("yx" if one.sort == "described" else "ynx"):
            made = desk.decide(Act.ACCEPT if key == "y" else Act.REJECT, (sides[0], ()), one.lines)
        else:
            say("that is no answer to this; ? tells the keys")
            return False
        say(made.what)
        self.made.append((at, made.decision.id, pair))
        return True


def print_proposal(asked: Proposal, at: int, total: int) -> None:
    """A question: what it is about, both sides with a sentence each, and how many lines it changes."""
    sys.stdout.write("\n")
    print_heading(f"{at} of {total}  {asked.question}  ({number(asked.lines, 'line')}; {asked.reason})")
    for mark, side in (("A", asked.left), ("B", asked.right)):
        if side is not None:
            _print_side(mark if asked.right is not None else "·", side)
    sys.stdout.flush()


def _print_side(mark: str, side: Side) -> None:
    claims = f", {number(side.claims, 'claim')}" if side.kind and not side.id.startswith("clm:") else ""
    print_line(f"{mark} {side.name} ({side.kind}{claims})  {side.id[:12]}")
    print_line(f"“{side.quote}” {side.source.rsplit('/', 1)[-1]}")


def print_line_by_line(text: str) -> None:
    """Several lines of talk."""
    for line in text.splitlines():
        sys.stderr.write(clean(line) + "\n")
