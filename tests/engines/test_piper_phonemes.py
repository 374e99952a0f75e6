import json
import subprocess
import sys

import pytest

from audio.engines.phonemes.phonemizer import Phonemizer
from audio.engines.piper.phonemes import part_into_sentences
from tests.speech import line

PHONEMIZER = Phonemizer("hi")


def spoken(text):
    given = line(text)
    return list(part_into_sentences(given, PHONEMIZER.phonemize(given), lambda _: True))


def test_sentences_are_what_piper_s_own_phonemizer_makes_of_them():
    """In a process of its own: two espeaks in one get in each other's way."""
    text = "दोनों नेताओं ने, क़रीब दो घंटे; बात की। क्या यह सच है? हाँ!"
    program = (
        "import json, sys; from piper.phonemize_espeak import EspeakPhonemizer as espeak\n"
        "print(json.dumps(espeak().phonemize('hi', sys.argv[1])))"
    )
    done = subprocess.run([sys.executable, "-c", program, text], capture_output=True, check=True)
    assert [list(one.phonemes) for one in spoken(text)] == json.loads(done.stdout)


def test_words_follow_each_other_from_sentence_to_sentence():
    said = spoken("राम आया। श्याम गया।")
    assert [(one.first, len(one.words)) for one in said] == [(0, 2), (2, 2)]
    assert ["".join(said[1].phonemes[word.start : word.end]) for word in said[1].words] == [
        "ʃjˈaːm",
        "ɡˈʌjaː",
    ]


@pytest.mark.parametrize("gap", ["…", " ... ", " — ", "–"])
def test_an_ellipsis_or_a_dash_is_a_breath(gap):
    (said,) = spoken(f"राम{gap}श्याम")
    assert "".join(said.phonemes) == "ɾˈaːm, ʃjˈaːm"
