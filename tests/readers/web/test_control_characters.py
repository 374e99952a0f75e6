"""Characters that no page may hold do not break the reading of one that does."""

from audio.readers import read_bytes

PAGE = (
    "<html><body><article><h1>बारिश की ख़बर</h1>"
    "<p>आज बारिश&#7; हुई।&#14;&#x0C; कल भी होगी, ऐसा मौसम विभाग ने कहा है और लोग ख़ुश हैं।&#2;</p>"
    "<script>x</script>&#1;<p>यह दूसरा अनुच्छेद है जिसमें कुछ और बातें लिखी हैं।</p>"
    "</article></body></html>"
)


def test_references_to_control_characters_are_white_space() -> None:
    article = read_bytes(PAGE.encode(), "a.html", ".html")
    assert "आज बारिश हुई। कल भी होगी" in article.text
    assert "यह दूसरा अनुच्छेद है" in article.text
