from bench.quality.marked import read_marked
from bench.quality.referents import score

TEXT = """\
[1 Ana Kos] has left [2 the Green Party].
[1 She] said [1 the minister] had gone, not [1 she].

[3 A neighbour] said [3 he] had seen nothing.
"""


def test_each_pronoun_and_description_of_somebody_named_has_one_outcome(tmp_path):
    path = tmp_path / "marked.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert [len(article.mentions) for article in read_marked(path)] == [5, 2]
    figures = score(path).figures
    assert figures["pronouns"] == 2
    assert figures["pronouns right"] == 100
    assert sum(figures[f"pronouns {outcome}"] for outcome in ("right", "wrong", "described")) == 100
    assert figures["wrongly named"] == 0  # the neighbour has no name, so "he" must not get one
