from audio.normalize.english import phrase_at, speak_latin, spell


def test_letters_are_spelled_by_their_names() -> None:
    assert spell("E.E.Z") == "ई ई ज़ेड"


def test_a_phrase_is_found_only_at_word_boundaries() -> None:
    assert phrase_at("xMake in India", 1) is None


def test_a_phrase_is_read_whole() -> None:
    found = phrase_at("योजना Make in India की", 6)
    assert found is not None
    assert found[0] == 19
    assert found[1].spoken == "मेक इन इंडिया"


def test_an_acronym_said_as_a_word_is_not_spelled() -> None:
    assert speak_latin("NATO").spoken == "नाटो"
