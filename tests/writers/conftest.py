"""Small real editions: spoken by espeak, or by nobody, and joined into real frames."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from audio.clips.clip_maker import open_maker
from audio.edition.pipeline import make_outline, produce
from audio.records import (
    Article,
    Block,
    BlockKind,
    Cue,
    Edition,
    Paragraph,
    PublishedFile,
    Show,
    Span,
)
from audio.settings import Options, Settings, Voice
from audio.show.build import ShowBuilder
from audio.sound.coding import AAC, make_opus
from audio.work.store import Store
from audio.writers import Follower
from audio.writers.opus import OPUS
from tests.writers import staged

TEXTS = (
    (BlockKind.TITLE, "बैठक की ख़बर"),
    (BlockKind.PARAGRAPH, "दोनों नेता क़रीब दो घंटे साथ रहे।"),
    (BlockKind.HEADING, "आगे क्या होगा"),
    (
        BlockKind.PARAGRAPH,
        (
            "विशेषज्ञ कहते हैं कि बातचीत का यह सिलसिला आगे भी चलता रहेगा, क्योंकि दोनों देशों को एक दूसरे की "
            "ज़रूरत है, और इसलिए भी कि पिछले कई महीनों से पूरे इलाके में जो तनाव बना हुआ है, उसे कम करने का कोई "
            "दूसरा रास्ता फ़िलहाल किसी के पास नहीं है, चाहे कोई कितना भी इनकार करे या बात को टालता रहे।"
        ),
    ),
)
HOSTILE = (
    (BlockKind.TITLE, "सच & <b>झूठ</b>"),
    (BlockKind.PARAGRAPH, 'सच --> झूठ <script>है</script> ]]> "नहीं" 🎉 क्\u200dष\u200c है\nऔर नहीं।'),
)


class Produced(NamedTuple):
    """An edition and what was handed to its writers."""

    edition: Edition
    added: tuple[tuple[Paragraph, Cue], ...]
    store: Store

    @property
    def cues(self) -> tuple[Cue, ...]:
        return tuple(cue for _, cue in self.added)

    def write(self, path: Path, beside: Sequence[PublishedFile] = ()) -> Path:
        """Have the writer that ``path`` names write it."""
        with staged.open_output(path, self.store) as output:
            writer = staged.find_writer(path)(self.edition.outline, output)
            for paragraph, cue in self.added if isinstance(writer, Follower) else ():
                writer.add(paragraph, cue)
            writer.finish(self.edition, beside)
        return path


class Listener:
    """A writer that only remembers."""

    media_type = "none/none"

    def __init__(self) -> None:
        self.added: list[tuple[Paragraph, Cue]] = []

    def add(self, paragraph: Paragraph, cue: Cue) -> None:
        self.added.append((paragraph, cue))


def produced(texts, voice: Voice, folder, codings=(AAC, OPUS)) -> Produced:
    text = "\n\n".join(part for _, part in texts)
    blocks, at = [], 0
    for kind, part in texts:
        blocks.append(Block(kind, Span(at, at + len(part)), 2 if kind is BlockKind.HEADING else 0))
        at += len(part) + 2
    article = Article(
        text, tuple(blocks), "-", author="नीरज", published=datetime(2024, 6, 19), guid="g1"
    )
    settings = Settings(show=Show(title="समाचार"), voice=voice)
    listener = Listener()
    with open_maker(folder / "store") as maker:
        outline = make_outline(article, settings, maker)
        edition = produce(outline, settings, maker, [listener], codings)
        return Produced(edition, tuple(listener.added), maker.store)


@pytest.fixture(scope="session")
def edition(tmp_path_factory):
    codings = (AAC, OPUS, make_opus(16))
    return produced(TEXTS, Voice(), tmp_path_factory.mktemp("edition"), codings)


@pytest.fixture(scope="session")
def hostile_edition(tmp_path_factory):
    return produced(HOSTILE, Voice(), tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="session")
def unmarked_edition(tmp_path_factory):
    whole = produced(TEXTS, Voice("silence"), tmp_path_factory.mktemp("unmarked"))
    unmarked = ((paragraph, replace(cue, words=())) for paragraph, cue in whole.added)
    return whole._replace(added=tuple(unmarked))


EMBED = Path(__file__).parent / "embed"


@pytest.fixture(scope="session")
def paper(tmp_path_factory) -> Path:
    """The folder of a show of one short article, spoken by espeak, among pages of other sites."""
    content, root = tmp_path_factory.mktemp("content"), tmp_path_factory.mktemp("paper")
    shutil.copy(EMBED / "story.md", content)
    show = Show(title="पत्र", link="https://audio.paper.example")
    settings = Settings(show=show, voice="espeak")
    with open_maker(root / "clips") as maker:
        outcomes = list(ShowBuilder(content, root, settings, Options(), maker).build())
    assert not outcomes[0].error
    shutil.copytree(EMBED / "pages", root / "site", dirs_exist_ok=True)
    return root / "site"
