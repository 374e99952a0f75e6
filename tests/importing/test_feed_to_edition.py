"""From a feed to its editions, and what a changed item costs."""

from __future__ import annotations

import json

from tests.importing.conftest import Site, item_body, rss


def test_a_changed_item_has_only_its_new_paragraph_spoken(site: Site, run) -> None:
    items = [(number, item_body(number)) for number in range(1, 6)]
    feed = site.put("/feed", rss(items), "text/xml")
    assert run("import", feed, "--allow-private", "--no-images").code == 0
    assert run("build", "content", "--quiet").code == 0
    items[2] = (3, item_body(3, "<p>बाद में जोड़ी गई एक नई बात, जो पहले कहीं नहीं थी।</p>"))
    site.put("/feed", rss(items), "text/xml")
    assert run("import", feed, "--allow-private", "--no-images").out.endswith("1 updated\n")
    events = [json.loads(line) for line in run("build", "content", "--json").out.splitlines()]
    spoken = [event["source"] for event in events if event["event"] == "edition"]
    made = [event for event in events if event["event"] == "clip" and not event["kept"]]
    assert len(spoken) == 1
    assert {event["source"] for event in made} == set(spoken)
    assert len(made) == 1
