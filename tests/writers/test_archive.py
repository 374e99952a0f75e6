import gc
import io
from datetime import UTC, datetime

import pytest

from audio.records import BlockKind
from audio.writers.archive import BookArchive, format_modified
from tests.writers import staged


@pytest.mark.parametrize(
    ("published", "updated", "told"),
    [
        (None, None, "2000-01-01T00:00:00Z"),
        (datetime(2024, 6, 20, 18, 30), None, "2024-06-20T13:00:00Z"),
        (datetime(2024, 6, 20, 18, 30), datetime(2024, 6, 21, tzinfo=UTC), "2024-06-21T00:00:00Z"),
        (datetime(2024, 6, 20, tzinfo=UTC), datetime(2024, 6, 1), "2024-06-20T00:00:00Z"),
    ],
)
def test_a_book_was_changed_when_its_article_was_corrected_or_published(published, updated, told):
    texts = [(BlockKind.TITLE, 0, ["बारिश"])]
    assert format_modified(staged.outlined(texts, published=published, updated=updated)) == told


def test_a_book_that_is_given_up_half_way_is_forgotten_without_a_word(capsys):
    file = io.BytesIO()
    archive = BookArchive(file)
    archive.writestr("a", b"x")
    file.close()
    del archive
    gc.collect()
    assert capsys.readouterr() == ("", "")
