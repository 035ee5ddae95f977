"""What a long text costs grows as its length: twice the text, twice the work, whatever it is made of."""

from __future__ import annotations

import pytest
from growth import calls

from kg.model import Extraction
from kg.pipeline import extract
from kg.pipeline.sentences import sentence_spans
from kg.reading import article


def read(text: str) -> Extraction:
    return extract(article(text))


# Each is repeated without an end; what it tries is what looks back over a text, or over a sentence that never ends.
@pytest.mark.parametrize("piece", ["5元。", "占5%，", "5至", "每台5千瓦，共5台。", "由5元降到3元，"])
def test_twice_the_text_is_twice_the_work(piece: str) -> None:
    read(piece)  # tables are built once
    once, twice = (calls(read, piece * (length // len(piece))) for length in (2_000, 4_000))
    assert twice < 2.5 * once


def test_a_sentence_without_an_end_is_read_in_several() -> None:
    spans = sentence_spans("甲厂发电5万千瓦时，" * 500)
    assert [start for start, _ in spans[1:]] == [end for _, end in spans[:-1]]
    assert all(end - start <= 1000 and (end - start) % 10 == 0 for start, end in spans)
    assert sum(end - start for start, end in sentence_spans("五" * 2_500)) == 2_500
