import gc
import io

from audio.writers.archive import BookArchive


def test_a_book_that_is_given_up_half_way_is_forgotten_without_a_word(capsys):
    file = io.BytesIO()
    archive = BookArchive(file)
    archive.writestr("a", b"x")
    file.close()
    del archive
    gc.collect()
    assert capsys.readouterr() == ("", "")
