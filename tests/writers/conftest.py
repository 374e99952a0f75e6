"""Small real editions: spoken by espeak, or by nobody, and joined into real frames."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from audio import cover
from audio.clips import ClipStore
from audio.narrator import Narrator
from audio.normalize import normalize
from audio.records import Article, Block, BlockKind, Edition, LexiconUse, Paragraph, Sentence, Span
from audio.settings import Sound, Voice
from audio.sound.joining import Joiner
from audio.timeline import Timeline

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


def produced(texts, voice: Voice, folder) -> Edition:
    text = "\n\n".join(part for _, part in texts)
    narrator = Narrator(voice, Sound(), ClipStore(folder / "clips"))
    timeline, blocks, paragraphs, at = Timeline(), [], [], 0
    with (folder / "frames").open("wb") as file:
        joiner = Joiner(file, 44_100, 64)
        for number, (kind, part) in enumerate(texts, 1):
            blocks.append(Block(kind, Span(at, at + len(part))))
            sentence = Sentence(f"p{number}s1", blocks[-1].span, part)
            said = (normalize(sentence),)
            paragraphs.append(Paragraph(f"p{number}", kind, 0, (said[0].sentence,)))
            clip = narrator.clip(said)
            timeline.rest(joiner.rest(0.5))
            timeline.place(paragraphs[-1], said, clip)
            joiner.append(clip)
            at += len(part) + 2
    article = Article(
        text, tuple(blocks), "-", author="नीरज", published=datetime(2024, 6, 19), guid="g1"
    )
    layout = timeline.finish(article.title)
    return Edition(
        article=article,
        show="समाचार",
        cover=cover.generated("समाचार"),
        paragraphs=tuple(paragraphs),
        voice=str(voice),
        engine_version=narrator.engine_version,
        recording=joiner.recording(folder / "frames"),
        cues=layout.cues,
        chapters=layout.chapters,
        loudness=joiner.loudness(),
        lexicon=LexiconUse(frozenset(), frozenset()),
    )


@pytest.fixture(scope="session")
def edition(tmp_path_factory):
    return produced(TEXTS, Voice(), tmp_path_factory.mktemp("edition"))


@pytest.fixture(scope="session")
def hostile_edition(tmp_path_factory):
    return produced(HOSTILE, Voice(), tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="session")
def unmarked_edition(tmp_path_factory):
    whole = produced(TEXTS, Voice("silence"), tmp_path_factory.mktemp("unmarked"))
    return replace(whole, cues=tuple(replace(cue, words=()) for cue in whole.cues))
