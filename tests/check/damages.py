"""The kinds of damage that a check must find: what is done to which file, and what is then said.

``where`` is the file that is named when it is another than the damaged one. Lengths and digests
are made right again unless ``sealed`` says no, so that it is the damage that must be found.
"""

# ruff: noqa: E501  (a table: one damage a line)
# fmt: off

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from mutagen import id3

from audio.show.listening import find_bucket
from audio.sound import encoding
from tests.check.surgery import (
    SILENCE,
    A,
    B,
    Change,
    between,
    flip,
    frame_at,
    half,
    in_archive,
    later,
    like,
    moved,
    of_bytes,
    of_frame,
    of_frames,
    of_json,
    of_samples,
    of_tags,
    of_text,
    parted,
    picture,
    put,
    put_at,
    remove,
    rewrite,
    sentence,
    swap,
    write,
)

MP3, VTT, SRT = f"{A}/{A}.mp3", f"{A}/{A}.vtt", f"{A}/{A}.srt"
LIST, CHAPTER, BOOK = f"{A}/{A}.m3u8", f"{A}/{A}-02.mp3", f"{A}/{A}.audiobook"
EPUB, DAISY = f"{A}/{A}.epub", f"{A}/{A}.daisy.zip"
LRC, TXT = f"{A}/{A}.lrc", f"{A}/{A}.txt"
DATA, PAGE = f"{A}/edition.json", f"{A}/index.html"
CHAPTERS, SENTENCES = f"{A}/chapters.json", f"{A}/sentences.txt"
EMBED, OEMBED, SNIPPET = f"{A}/embed.json", f"{A}/oembed.json", f"{A}/embed.txt"
COVER = f"{A}/cover.jpg"
NEIGHBOURS = f"beside.parts/{find_bucket(A):02}.json"
BASE = "https://example.org/show"


class Damage(NamedTuple):
    """One kind of damage."""

    name: str
    file: str
    change: Change
    what: str
    """Part of the fault that must be told."""
    sentence: str = ""
    """Which the fault must name; empty: any or none."""
    where: str = ""
    sealed: bool = True


def _with_noise(data: bytes) -> bytes:
    """A file with other bytes inside a frame in its middle."""
    at = len(data) // 2
    while data[at - 40 : at + 40].find(b"\xff") >= 0:
        at += 80
    return data[:at] + bytes(each ^ 0x55 for each in data[at : at + 20]) + data[at + 20 :]


def _swapped(first: int, second: int):
    def change(frames):
        frames[first], frames[second] = frames[second], frames[first]

    return of_frames(change)


def _clips_swapped(frames):
    """The clips of p2 and p4: from the pause before to the pause after."""
    one, two = slice(frame_at(9.4), frame_at(16.6)), slice(frame_at(18.6), frame_at(22.95))
    frames[:] = [
        *frames[: one.start], *frames[two], *frames[one.stop : two.start],
        *frames[one], *frames[two.stop :],
    ]


def _silent(start: float, end: float):
    place = slice(frame_at(start), frame_at(end))
    return of_frames(lambda frames: frames.__setitem__(place, [SILENCE] * (place.stop - place.start)))


def _later(count: int):
    """Sound that comes ``count`` frames late."""

    def change(frames):
        frames[:] = [frames[0], *[SILENCE] * count, *frames[1:-count]]

    return of_frames(change)


def _chapter(tags, number: int):
    return sorted(tags.getall("CHAP"), key=lambda chapter: chapter.start_time)[number]


def _without_item(text: str) -> str:
    start, end = text.index("  <item>"), text.index("</item>") + len("</item>\n")
    return text[:start] + text[end:]


def _items_swapped(text: str) -> str:
    start, middle = text.index("  <item>"), text.index("</item>") + len("</item>\n")
    end = text.rindex("</item>") + len("</item>\n")
    return text[:start] + text[middle:end] + text[start:middle] + text[end:]


def _cards_swapped(text: str) -> str:
    start = text.index("<li><article")
    middle = text.index("<li><article", start + 1)
    end = text.index("</ol>", middle)
    return text[:start] + text[middle:end] + text[start:middle] + text[end:]


def _without_card(text: str) -> str:
    start = text.index("<li><article")
    return text[:start] + text[text.index("<li><article", start + 1) :]


def _without_block(name: str):
    """A transcript without the block that begins with ``name``."""
    return of_text(lambda text: "\n\n".join(b for b in text.split("\n\n") if b.split("\n")[0] != name))


def _blocks_swapped(first: str, second: str):
    def change(text: str) -> str:
        blocks = text.split("\n\n")
        names = [block.split("\n")[0] for block in blocks]
        one, two = names.index(first), names.index(second)
        blocks[one], blocks[two] = blocks[two], blocks[one]
        return "\n\n".join(blocks)

    return of_text(change)


def _set(key: str, value: object):
    return lambda data: data.__setitem__(key, value)


def _word(number: int, key: str, value: object):
    return lambda item: item["words"][number].__setitem__(key, value)


def _sentences_swapped(data):
    items = data["sentences"]
    items[4], items[5] = items[5], items[4]


def _file(suffix: str, key: str, value: object):
    def change(data):
        next(f for f in data["files"] if f["path"].endswith(f"{A}{suffix}"))[key] = value

    return change


def _without_file(suffix: str):
    return lambda data: data.__setitem__(
        "files", [f for f in data["files"] if not f["path"].endswith(suffix)]
    )


def _at_rate(rate: int):
    """The header bits of one frame say another rate."""
    return of_frame(11, lambda frame: put_at(2, bytes([frame[2] & 0xF3 | rate << 2]))(frame))


def _other_bitrate(frames):
    frames.insert(5, encoding.make_silent_frame(44_100, 64))


def _info(change):
    return of_frames(lambda frames: frames.__setitem__(0, change(frames[0])))


def _info_number(at: int, by: int):
    def change(frame: bytes) -> bytes:
        place = frame.index(b"Info") + at
        number = int.from_bytes(frame[place : place + 4]) + by
        return frame[:place] + number.to_bytes(4) + frame[place + 4 :]

    return _info(change)


def _reaching_back(frame):
    frame[4:6] = bytes([0xFF, frame[5] | 0x80])


BOMB = b"""<?xml version='1.0' encoding='UTF-8'?>
<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>
<rss version="2.0"><channel><title>&d;</title></channel></rss>
"""

SOUND = [
    Damage("a bit of a frame is flipped", MP3, of_frame(11, flip(200)), "SHA-256", sealed=False),
    Damage("a frame's sync word is hurt", MP3, of_frame(11, flip(0, 0x80)), "no frame starts", "p2s1"),
    Damage("a frame's bitrate is hurt", MP3, of_frame(11, flip(2, 0xF0)), "no frame starts", "p2s1"),
    Damage("a frame is removed", MP3, of_frames(lambda f: f.pop(600)), "edition.json's samples"),
    Damage("a frame is there twice", MP3, of_frames(lambda f: f.insert(600, f[600])), "edition.json's samples"),
    Damage("frames of a clip are swapped", MP3, _swapped(frame_at(10.5), frame_at(11.2)), "does not fit the frame before", "p2s1"),
    Damage("two clips are swapped", MP3, of_frames(_clips_swapped), "something is heard"),
    Damage("a sentence is replaced by silence", MP3, _silent(14.23, 15.83), "is silent from", "p2s3"),
    Damage("a sentence begins with silence", MP3, _silent(9.6, 10.3), "s after its start", "p2s1"),
    Damage("a sentence ends in silence", MP3, _silent(10.9, 11.7), "s before its end", "p2s1"),
    Damage("a sentence is mostly silent", MP3, _silent(9.9, 11.6), "of its sound is silence", "p2s1"),
    Damage("a word is silent", MP3, _silent(10.0, 10.75), "is silent at", "p2s1"),
    Damage("the sound comes 200 ms late", MP3, _later(8), "something is heard", "p1s1"),
    Damage("three seconds of silence are put in", MP3, of_frames(lambda f: f.__setitem__(slice(frame_at(16.5), frame_at(16.5)), [SILENCE] * 115)), "s of silence from", "p2s3"),
    Damage("the sound is 3 dB louder", MP3, of_samples(lambda s: s * 1.41), "its loudness is not"),
    Damage("the sound is 6 dB quieter", MP3, of_samples(lambda s: s / 2), "is too quiet"),
    Damage("the sound clips", MP3, between(9.7, 11.6, lambda s: s * 6), "its sound clips", "p2s1"),
    Damage("one paragraph is 6 dB quieter", MP3, between(18.9, 23, lambda s: s / 2), "quieter than the others", "p4s1"),
    Damage("one click is louder than all", MP3, between(10.4, 10.402, lambda s: s * 0 + 32_000), "its true peak is not"),
    Damage("something is heard in a pause", MP3, between(16.5, 16.8, lambda s: s + 3000 * (-1) ** (np.arange(len(s)) // 50)), "something is heard", "p2s3"),
    Damage("there is no Info frame", MP3, of_frames(lambda f: f.pop(0)), "has no Info frame"),
    Damage("the Info frame counts a frame too many", MP3, _info_number(8, 1), "counts other frames"),
    Damage("the Info frame counts a byte too few", MP3, _info_number(12, -1), "counts other bytes"),
    Damage("the Info frame's seek table is wrong", MP3, _info_number(16 + 40, 1 << 28), "seek table is wrong"),
    Damage("a frame is cut off", MP3, of_bytes(lambda b: b[:-100]), "is cut off"),
    Damage("the MP3 is half there", MP3, half, "edition.json's samples"),
    Damage("junk stands between frames", MP3, of_frames(lambda f: f.insert(600, b"junk" * 20)), "no frame starts"),
    Damage("junk stands after the frames", MP3, of_bytes(lambda b: b + b"junk" * 20), "no frame starts"),
    Damage("a frame has another bitrate", MP3, of_frames(_other_bitrate), "do not have one bitrate"),
    Damage("a frame has another rate", MP3, _at_rate(1), "do not have one rate"),
    Damage("a frame is stereo", MP3, of_frame(11, flip(3, 0xC0)), "is not mono"),
    Damage("a frame reaches back too far", MP3, of_frame(11, _reaching_back), "does not fit the frame before", "p2s1"),
    Damage("the MP3 is empty", MP3, write(b""), "is empty"),
    Damage("the MP3 is text", MP3, write("यह ध्वनि नहीं है।".encode() * 50), "holds no sound"),
    Damage("the MP3 is zeros", MP3, write(bytes(300_000)), "holds no sound"),
    Damage("the MP3 is missing", MP3, remove, "is missing"),
    Damage("the MP3 is the other edition's", MP3, like(f"{B}/{B}.mp3"), "edition.json's samples"),
]

TAGS = [
    Damage("there is no tag", MP3, of_bytes(lambda b: b"".join(parted(b)[1])), "ID3 tag cannot be read"),
    Damage("the tag is hurt", MP3, of_bytes(lambda b: b[:10] + bytes(400) + b[410:]), "has no title in its tags"),
    Damage("the tag is of version 2.4", MP3, of_tags(lambda _: None, 4), "of another version"),
    Damage("the title in the tag is another", MP3, of_tags(lambda t: t.setall("TIT2", [id3.TIT2(encoding=1, text=["और"])])), "title in its tags"),
    Damage("the artist in the tag is another", MP3, of_tags(lambda t: t.setall("TPE1", [id3.TPE1(encoding=1, text=["और"])])), "artist in its tags"),
    Damage("the tag does not tell that the voice is synthetic", MP3, of_tags(lambda t: t.delall("TXXX:narrator")), "the narrator in its tags"),
    Damage("the UUID in the tag is another", MP3, of_tags(lambda t: t.setall("TXXX:uuid", [id3.TXXX(encoding=1, desc="uuid", text=["0"])])), "the uuid in its tags"),
    Damage("the tag does not tell what made it", MP3, of_tags(lambda t: t.delall("TXXX:program")), "the program in its tags"),
    Damage("the tag has no album artist", MP3, of_tags(lambda t: t.delall("TPE2")), "no album artist"),
    Damage("the tag has no genre", MP3, of_tags(lambda t: t.delall("TCON")), "no genre"),
    Damage("the track is another", MP3, of_tags(lambda t: t.setall("TRCK", [id3.TRCK(encoding=1, text=["8"])])), "track number in its tags"),
    Damage("the tag has no season", MP3, of_tags(lambda t: t.delall("TPOS")), "season in its tags"),
    Damage("the tag has no album", MP3, of_tags(lambda t: t.delall("TALB")), "no album"),
    Damage("the album is another show's", MP3, of_tags(lambda t: t.setall("TALB", [id3.TALB(encoding=1, text=["और"])])), "album in its tags", where="*"),
    Damage("the language in the tag is English", MP3, of_tags(lambda t: t.setall("TLAN", [id3.TLAN(encoding=1, text=["eng"])])), "language in its tags"),
    Damage("the length in the tag is wrong", MP3, of_tags(lambda t: t.setall("TLEN", [id3.TLEN(encoding=1, text=["1000"])])), "length in its tags"),
    Damage("a chapter is not in the tag", MP3, of_tags(lambda t: t.delall("CHAP:ch2")), "other chapters"),
    Damage("a chapter in the tag has another title", MP3, of_tags(lambda t: _chapter(t, 1).sub_frames.setall("TIT2", [id3.TIT2(encoding=1, text=["और"])])), "has another title"),
    Damage("a chapter in the tag comes 200 ms late", MP3, of_tags(lambda t: setattr(_chapter(t, 1), "start_time", 17_676)), "has other times"),
    Damage("chapters in the tag leave a gap", MP3, of_tags(lambda t: setattr(_chapter(t, 0), "end_time", 17_400)), "where the one before it ends"),
    Damage("the tag has no table of contents", MP3, of_tags(lambda t: t.delall("CTOC")), "no table of contents"),
    Damage("the table of contents lacks a chapter", MP3, of_tags(lambda t: t.getall("CTOC")[0].child_element_ids.pop()), "does not list its chapters"),
    Damage("the tag has no cover", MP3, of_tags(lambda t: t.delall("APIC")), "no cover"),
    Damage("the cover in the tag is cut off", MP3, of_tags(lambda t: setattr(t.getall("APIC")[0], "data", t.getall("APIC")[0].data[:9000])), "cover in its tags is damaged"),
    Damage("the cover in the tag is said to be PNG", MP3, of_tags(lambda t: setattr(t.getall("APIC")[0], "mime", "image/png")), "of another kind"),
    Damage("the cover in the tag is too small", MP3, of_tags(lambda t: setattr(t.getall("APIC")[0], "data", picture("JPEG", "RGB", (300, 300)))), "no artwork's size"),
    Damage("the text in the tag lacks a sentence", MP3, of_tags(lambda t: setattr(t.getall("USLT")[0], "text", t.getall("USLT")[0].text.replace("तीसरा वाक्य", ""))), "not in the text of the tags", "p2s3"),
]

DESCRIPTION = [
    Damage("edition.json is missing", DATA, remove, "is missing"),
    Damage("edition.json is half there", DATA, half, "EOF"),
    Damage("edition.json is empty", DATA, write(b""), "is empty"),
    Damage("edition.json is not UTF-8", DATA, of_bytes(lambda b: b.replace("पुल".encode(), b"\xff\xfe", 1)), "Invalid JSON"),
    Damage("edition.json is a list", DATA, write(b"[]"), "object"),
    Damage("edition.json is nested deep", DATA, write(b"[" * 100_000), "recursion"),
    Damage("a number is NaN", DATA, rewrite(r'"duration": [\d.]+', '"duration": NaN'), "duration"),
    Damage("a number is huge", DATA, swap('"samples": ', '"samples": 9' + "9" * 5000), "Invalid JSON"),
    Damage("a time is text", DATA, sentence("p2s2", _set("start", "12.068")), "sentences[5].start", "p2s2"),
    Damage("a key is missing", DATA, sentence("p2s2", lambda s: s.pop("spoken")), "sentences[5].spoken", "p2s2"),
    Damage("the schema is unknown", DATA, of_json(_set("schema_version", 2)), "schema version"),
    Damage("no disclosure is said to be in the sound", DATA, of_json(_set("disclosure", "")), "does not tell that its voice is synthetic"),
    Damage("the sound discloses nothing", DATA, of_json(_set("disclosure", "यह आवाज़ कृत्रिम है।")), "no sentence discloses the voice"),
    Damage("the UUID is none", DATA, of_json(_set("uuid", "x")), "its uuid is none"),
    Damage("two sentences have one id", DATA, sentence("p2s2", _set("id", "p2s1")), "2 sentences have this id", "p2s1"),
    Damage("an id is none", DATA, sentence("p2s2", _set("id", "second")), "is no sentence's id", "second"),
    Damage("a sentence is not described", DATA, of_json(lambda d: d["sentences"].pop(5)), "stands where p2s2 should", "p2s3"),
    Damage("sentences are swapped in edition.json", DATA, of_json(_sentences_swapped), "before", "p2s1"),
    Damage("a sentence is said to be 200 ms later", DATA, sentence("p2s3", lambda s: moved(s, 0.2)), "something is heard", "p2s3", where=MP3),
    Damage("a sentence is said to be 200 ms earlier", DATA, sentence("p2s3", lambda s: moved(s, -0.2)), "something is heard", "p2s3", where=MP3),
    Damage("all sentences are said to be 200 ms later", DATA, of_json(lambda d: [moved(s, 0.2) for s in d["sentences"]]), "something is heard", "p1s1", where=MP3),
    Damage("a sentence is said to last too long", DATA, sentence("p2s3", _set("end", 16.996893)), "s before its end", "p2s3", where=MP3),
    Damage("a sentence is too short for its words", DATA, sentence("p2s1", lambda s: s.update(spoken=s["spoken"] * 3)), "cannot be", "p2s1", where=MP3),
    Damage("a sentence overlaps the one before it", DATA, sentence("p2s2", lambda s: moved(s, -1)), "before p2s1 ends", "p2s2"),
    Damage("a sentence ends before it starts", DATA, sentence("p2s2", _set("end", 11.0)), "does not end after it starts", "p2s2"),
    Damage("a sentence ends after the sound", DATA, sentence("p4s2", _set("end", 25.0)), "after the edition", "p4s2"),
    Damage("a time is no count of samples", DATA, sentence("p2s2", _set("start", 12.06801)), "no whole number of samples", "p2s2"),
    Damage("a word's characters lie outside", DATA, sentence("p2s2", _word(0, "chars", [0, 500])), "not in the sentence", "p2s2"),
    Damage("a word's characters are others", DATA, sentence("p2s2", _word(0, "chars", [1, 3])), "are other text", "p2s2"),
    Damage("a word's characters are negative", DATA, sentence("p2s2", _word(0, "chars", [-3, 3])), "chars", "p2s2"),
    Damage("words are swapped", DATA, sentence("p2s3", lambda s: s["words"].insert(0, s["words"].pop())), "is not in what is spoken", "p2s3"),
    Damage("a word starts before its sentence", DATA, sentence("p2s2", _word(0, "start", 11.0)), "before what comes before", "p2s2"),
    Damage("a word ends after its sentence", DATA, sentence("p2s2", _word(5, "end", 14.2)), "ends at 14.2 s", "p2s2"),
    Damage("a sentence has lost its words", DATA, sentence("p2s2", _set("words", [])), "has no words", "p2s2"),
    Damage("a sentence has lost a word", DATA, sentence("p2s3", lambda s: s["words"].pop(1)), "characters of", "p2s3"),
    Damage("a written word is deleted in edition.json", DATA, sentence("p2s3", lambda s: s.update(written="तीसरा यहाँ है।")), "are other text", "p2s3"),
    Damage("a written sentence is empty", DATA, sentence("p2s3", _set("written", " ")), "written is empty", "p2s3"),
    Damage("a spoken sentence is empty", DATA, sentence("p2s3", _set("spoken", "")), "spoken is empty", "p2s3"),
    Damage("a chapter comes 200 ms late", DATA, of_json(lambda d: d["chapters"][1].update(start=17.675918)), "not with its heading's clip"),
    Damage("chapters leave a gap", DATA, of_json(lambda d: d["chapters"][0].update(end=17.0)), "where the one before it ends"),
    Damage("a chapter has no title", DATA, of_json(lambda d: d["chapters"][1].update(title="")), "has no title"),
    Damage("a chapter has another title", DATA, of_json(lambda d: d["chapters"][1].update(title="और")), "heading of its title"),
    Damage("the first chapter starts late", DATA, of_json(lambda d: d["chapters"][0].update(start=1.0)), "does not start at 0"),
    Damage("the last chapter ends early", DATA, of_json(lambda d: d["chapters"][1].update(end=20.0)), "does not end with the sound"),
    Damage("there are no chapters", DATA, of_json(_set("chapters", [])), "has no chapter"),
    Damage("the duration is wrong", DATA, of_json(_set("duration", 22.0)), "duration is not samples by rate"),
    Damage("the samples are wrong", DATA, of_json(lambda d: d.update(samples=d["samples"] - 1152)), "does not decode to", where=MP3),
    Damage("the rate is another", DATA, of_json(_set("rate", 48_000)), "rate is not edition.json's", where=MP3),
    Damage("the loudness is another", DATA, of_json(lambda d: d["loudness"].update(integrated=-18.0)), "its loudness is not", where=MP3),
    Damage("the true peak is another", DATA, of_json(lambda d: d["loudness"].update(true_peak=-6.0)), "its true peak is not", where=MP3),
    Damage("the loudness is lost", DATA, of_json(lambda d: d["loudness"].update(integrated=None)), "no loudness", where=MP3),
    Damage("the title is another", DATA, of_json(_set("title", "और")), "title in its tags", where=MP3),
    Damage("the voice is not named", DATA, of_json(_set("voice", "")), "voice is empty"),
    Damage("the date is none", DATA, of_json(_set("published", "कल")), "is no date"),
    Damage("the guid is another edition's", DATA, of_json(_set("guid", "second")), "has the guid of"),
    Damage("a digest is wrong", DATA, of_json(_file(".vtt", "sha256", "0" * 64)), "SHA-256", where=VTT),
    Damage("a length is wrong", DATA, of_json(_file(".mp3", "bytes", 5)), "not as long", where=MP3),
    Damage("a type is wrong", DATA, of_json(_file(".vtt", "type", "text/plain")), "as another type"),
    Damage("a file is not listed", DATA, of_json(_without_file(".srt")), "not in the list", where=SRT),
    Damage("the MP3 is not listed", DATA, of_json(_without_file(".mp3")), "lists no file of type audio/mpeg"),
    Damage("a file outside is listed", DATA, of_json(_file(".vtt", "path", "../../etc/passwd")), "no file beside it"),
    Damage("a file is listed twice", DATA, of_json(lambda d: d["files"].append(d["files"][0])), "2 times"),
    Damage("edition.json is the other edition's", DATA, like(f"{B}/edition.json"), "though edition.json lists it", where=f"{A}/{B}.mp3"),
]

TRANSCRIPTS = [
    Damage("the WebVTT is missing", VTT, remove, "is missing"),
    Damage("the WebVTT is half there", VTT, half, "is missing", "p4s2"),
    Damage("the WebVTT is empty", VTT, write(b""), "is empty"),
    Damage("the WebVTT is stale", VTT, like(f"{B}/{B}.vtt"), "has other words", "p2s1"),
    Damage("a word is deleted in the WebVTT", VTT, swap("वाक्य ", ""), "has other words", "p2s3"),
    Damage("a word is another in the WebVTT", VTT, swap("तीसरा", "चौथा"), "has other words", "p2s3"),
    Damage("the WebVTT does not say so", VTT, swap("WEBVTT", "WEBSRT"), "does not begin as WebVTT"),
    Damage("the WebVTT is in UTF-16", VTT, of_bytes(lambda b: b.decode().encode("utf-16")), "not UTF-8"),
    Damage("a byte of the WebVTT is hurt", VTT, of_bytes(lambda b: b[:200] + b"\xff" + b[201:]), "not UTF-8"),
    Damage("the WebVTT is not NFC", VTT, swap("पढ़ा", "प\u095dा"), "NFC"),
    Damage("the WebVTT has Windows line ends", VTT, of_text(lambda t: t.replace("\n", "\r\n")), "carriage returns"),
    Damage("times of the WebVTT have commas", VTT, rewrite(r"(p2s2\n.{8})\.", r"\1,"), "are no times"),
    Damage("two cues have one id", VTT, swap("\np2s2\n", "\np2s1\n"), "cues have the id", "p2s1"),
    Damage("a cue is removed", VTT, _without_block("p2s2"), "is missing", "p2s2"),
    Damage("a cue is of no sentence", VTT, swap("\np2s2\n", "\np9s9\n"), "of no sentence", "p9s9"),
    Damage("cues are swapped", VTT, _blocks_swapped("p2s1", "p2s2"), "comes after p2s2", "p2s1"),
    Damage("a cue comes 200 ms late", VTT, later(r"p2s3\n(@) -->", 200), "other times", "p2s3"),
    Damage("a cue lasts 200 ms longer", VTT, later(r"p2s3\n@ --> (@)", 200), "other times", "p2s3"),
    Damage("a cue ends before it starts", VTT, later(r"p2s3\n@ --> (@)", -2000), "does not end after", "p2s3"),
    Damage("cues overlap", VTT, later(r"p2s2\n@ --> (@)", 1000), "starts before caption", "p2s3"),
    Damage("a word's moment is 200 ms late", VTT, later(r"वाक्य <(@)>", 200), "no word starts at", "p2s3"),
    Damage("a word's moment is outside its cue", VTT, later(r"वाक्य <(@)>", 4000), "do not rise", "p2s3"),
    Damage("words' moments are swapped", VTT, rewrite(r"<(@)>वाक्य <(@)>", r"<\2>वाक्य <\1>"), "do not rise", "p2s3"),
    Damage("a cue has lost its words' moments", VTT, rewrite(r"तीसरा <@>वाक्य <@>यहाँ <@>है", "तीसरा वाक्य यहाँ है"), "has no words' moments", "p2s3"),
    Damage("an ampersand is not escaped", VTT, swap("&amp;", "&"), "not escaped", "p1s1"),
    Damage("a tag stands in a cue", VTT, swap("वाक्य", "<script>वाक्य"), "not escaped", "p2s3"),
    Damage("a cue is torn", VTT, swap("वाक्य ", "\n\n"), "a cue has"),
    Damage("a cue has no text", VTT, rewrite(r"NATO <.*", "   "), "is empty", "p4s2"),
    Damage("the SubRip is missing", SRT, remove, "is missing"),
    Damage("the SubRip is half there", SRT, half, "is missing", "p4s2"),
    Damage("a word is deleted in the SubRip", SRT, swap("वाक्य ", ""), "has other words", "p2s3"),
    Damage("a block is removed", SRT, _without_block("6"), "is missing", "p2s2"),
    Damage("a block has another number", SRT, swap("\n\n6\n", "\n\n7\n"), "wrong number"),
    Damage("times of the SubRip have dots", SRT, rewrite(r"(\n6\n.{8}),", r"\1."), "are no times"),
    Damage("a block comes 200 ms late", SRT, later(r"\n7\n(@) -->", 200), "other times", "p2s3"),
    Damage("blocks are swapped", SRT, _blocks_swapped("5", "6"), "wrong number"),
    Damage("the SubRip is in Latin-1", SRT, of_bytes(lambda b: b.replace("पुल".encode(), b"p\xfbl", 1)), "not UTF-8"),
    Damage("a word is deleted in the lyrics", LRC, swap("वाक्य ", ""), "has other words", "p2s3"),
    Damage("a line of the lyrics is an hour late", LRC, rewrite(r"\[00:(?=.*नाव)", "[60:"), "has other words", "p4s1"),
    Damage("a word of the lyrics is 9 s late", LRC, rewrite(r"\.\d\d>था", r".99>था"), "no word starts", "p2s1"),
    Damage("a line of the lyrics has no moment", LRC, rewrite(r"\n\[(\d)", r"\n(\1"), "is no timed line"),
    Damage("the lyrics are half there", LRC, half, "other words", "p4s2"),
    Damage("a word is deleted in the spoken text", TXT, swap("वाक्य ", ""), "has other words", "p2s3"),
    Damage("the spoken text is half there", TXT, half, "has other"),
    Damage("a chapter's file is missing", CHAPTER, remove, "is missing"),
    Damage("a chapter's file is half there", CHAPTER, half, "is not as long as its chapter"),
    Damage("a chapter's file is another chapter's", CHAPTER, lambda path: put(path, path.with_name(f"{A}-01.mp3").read_bytes()), "its TRCK is another"),
    Damage("the playlist leads elsewhere", LIST, swap("-02.mp3", "-03.mp3"), "which is not there"),
    Damage("the playlist has another title", LIST, swap(",आगे क्या", ",पीछे क्या"), "a chapter has another title"),
    Damage("the playlist has another length", LIST, rewrite(r"#EXTINF:\d+", "#EXTINF:99"), "is another"),
    Damage("the playlist is half there", LIST, half, "has other chapters"),
    Damage("the disclosure discloses nothing", DATA, of_text(lambda text: text.replace("यह लेख कृत्रिम स्वर में पढ़ा जा रहा है।", "नमस्ते दोस्तो।")), "its disclosure names no machine"),
    Damage("the EPUB is half there", EPUB, half, "is no EPUB, or a damaged one"),
    Damage("the EPUB has noise in its sound", EPUB, in_archive("EPUB/audio/edition.mp3", _with_noise), "its sound is not the edition's"),
    Damage("the EPUB tells no narrator", EPUB, in_archive("EPUB/package.opf", lambda data: data.replace(b"media:narrator", b"media:other")), "does not tell media:narrator"),
    Damage("the narrator of the EPUB is no machine", EPUB, in_archive("EPUB/package.opf", lambda data: data.replace(" (कृत्रिम स्वर)".encode(), b"")), "media:narrator is no synthetic voice"),
    Damage("the EPUB has another word", EPUB, in_archive("EPUB/s0002.xhtml", lambda data: data.replace("नाव".encode(), "गाड़ी".encode())), "is another text", "p4s1"),
    Damage("the EPUB lights a sentence late", EPUB, in_archive("EPUB/s0002.smil", lambda data: data.replace(b'clipBegin="1', b'clipBegin="2', 1)), "a clip does not begin where"),
    Damage("the DAISY book is half there", DAISY, half, "is no DAISY book, or a damaged one"),
    Damage("the DAISY book has noise in its sound", DAISY, in_archive("s0001.mp3", _with_noise), "its sound is not the edition's"),
    Damage("the DAISY book has another word", DAISY, in_archive("s0002.html", lambda data: data.replace("नाव".encode(), "गाड़ी".encode())), "is another text", "p4s1"),
    Damage("a chapter has noise in its sound", CHAPTER, of_bytes(_with_noise), "its sound is not the edition's"),
    Damage("the audiobook has noise in its sound", BOOK, in_archive("02.mp3", _with_noise), "its sound is not the edition's"),
    Damage("the audiobook is half there", BOOK, half, "is no audiobook, or a damaged one"),
    Damage("the audiobook lacks a sentence", BOOK, in_archive("02.json", lambda data: data.replace(b'"text"', b'"txt"', 1)), "has other sentences"),
    Damage("the audiobook has another word", BOOK, in_archive("02.json", lambda data: data.replace("नाव".encode(), "गाड़ी".encode())), "is another text", "p4s1"),
    Damage("the audiobook has a sentence at another time", BOOK, in_archive("02.json", lambda data: data.replace(b"#t=", b"#t=1", 3)), "at another moment"),
    Damage("the audiobook lacks sound", BOOK, in_archive("02.mp3", lambda data: data[: len(data) // 2]), "is not as long as its chapter"),
    Damage("the audiobook's contents lead behind the end", BOOK, in_archive("manifest.json", lambda data: data.replace(b"02.mp3#t=0", b"02.mp3#t=999")), "its table of contents leads"),
    Damage("the audiobook has another title", BOOK, in_archive("manifest.json", lambda data: data.replace("पुल".encode(), "नदी".encode())), "another title"),
    Damage("the SubRip is stale", SRT, like(f"{B}/{B}.srt"), "has other words"),
    Damage("sentences.txt is missing", SENTENCES, remove, "is missing"),
    Damage("sentences.txt is half there", SENTENCES, half, "is cut off"),
    Damage("a word is deleted in sentences.txt", SENTENCES, swap("तीसरा वाक्य यहाँ", "तीसरा यहाँ"), "has other words", "p2s3"),
    Damage("a sentence is not in sentences.txt", SENTENCES, of_text(lambda t: t.replace("p2s3\tतीसरा वाक्य यहाँ है।\n", "")), "is missing", "p2s3"),
]

PAGES = [
    Damage("the page is missing", PAGE, remove, "is missing"),
    Damage("the page is half there", PAGE, half, "is cut off"),
    Damage("the page is empty", PAGE, write(b""), "is empty"),
    Damage("the page is the other edition's", PAGE, like(f"{B}/index.html"), "of another guid"),
    Damage("a word is deleted on the page", PAGE, swap(">तीसरा वाक्य ", ">तीसरा "), "has other words", "p2s3"),
    Damage("a sentence is not on the page", PAGE, swap('id="p2s3"', 'id="x"'), "is missing", "p2s3"),
    Damage("a sentence of nowhere is on the page", PAGE, swap('id="p2s3"', 'id="p9s9"'), "not in edition.json", "p9s9"),
    Damage("two elements have one id", PAGE, swap('id="p2s3"', 'id="p2s2"'), "elements have the id", "p2s2"),
    Damage("a paragraph has lost its id", PAGE, swap('id="p2"', 'id="p22"'), "no element with the id p2", "p2s1"),
    Damage("a sentence lights up 200 ms late", PAGE, later(r'id="p2s3" data-t="(\d+) ', 200), "lit at another time", "p2s3"),
    Damage("a sentence does not light up", PAGE, rewrite(r'(id="p2s3") data-t="\d+ \d+"', r"\1"), "lit at another time", "p2s3"),
    Damage("a word lights up 200 ms late", PAGE, swap("6 11 435 907", "6 11 635 907"), "no word starts", "p2s3"),
    Damage("a word is lit that is not there", PAGE, swap("17 19 1281", "17 190 1281"), "cannot be lit", "p2s3"),
    Damage("words are lit in another order", PAGE, swap("0 5 0 435 6 11 435 907", "6 11 435 907 0 5 0 435"), "cannot be lit", "p2s3"),
    Damage("a sentence has lost its words' times", PAGE, of_text(lambda t: t.replace(' data-w="0 5 0 435 6 11 435 907 12 16 907 1281 17 19 1281 1500"', "")), "not complete", "p2s3"),
    Damage("the page has another title", PAGE, swap("<title>पुल", "<title>नाव"), "its title is another"),
    Damage("the page does not tell that the voice is synthetic", PAGE, rewrite(r'<p class="disclosure">[^<]+', '<p class="disclosure">'), "does not tell that the voice is synthetic"),
    Damage("the page's JSON-LD is broken", PAGE, swap('{"@context"', '"@context"'), "no NewsArticle in JSON-LD"),
    Damage("the page's JSON-LD has no sound", PAGE, swap('"AudioObject"', '"VideoObject"'), "no AudioObject"),
    Damage("the page's JSON-LD plays another edition", PAGE, swap(f'"contentUrl": "{BASE}/{A}/', f'"contentUrl": "{BASE}/{A}/x'), "AudioObject is another"),
    Damage("the page's JSON-LD does not tell how long it is", PAGE, swap('"duration"', '"length"'), "no duration"),
    Damage("the page's JSON-LD has another UUID", PAGE, swap("urn:uuid:", "urn:uuid:0"), "another uuid"),
    Damage("the page's JSON-LD does not tell that a machine spoke", PAGE, swap("algorithmicMedia", "digitalCapture"), "no algorithmic source type"),
    Damage("the page has another heading", PAGE, swap('data-t="286 2212"', 'data-t="286 2212" hidden=""><b>और</b><i'), "its heading is another"),
    Damage("the page is in another language", PAGE, swap('<html lang="hi"', '<html lang="en"'), "its language is another"),
    Damage("the page tells no language", PAGE, swap('<html lang="hi"', "<html"), "does not tell its language"),
    Damage("the page has no policy", PAGE, swap("Content-Security-Policy", "X"), "no Content-Security-Policy"),
    Damage("the policy allows any script", PAGE, swap("script-src ", "script-src &#39;unsafe-inline&#39; "), "allows 'unsafe-inline'"),
    Damage("the policy allows any host", PAGE, swap("media-src ", "media-src https: "), "allows https:"),
    Damage("the policy is open by default", PAGE, swap("default-src &#39;none&#39;", "default-src &#39;self&#39;"), "lacks default-src 'none'"),
    Damage("the script is another", PAGE, swap("})();", "alert(1);})();"), "a script in it is not the one"),
    Damage("the style is another", PAGE, swap("</style>", "*{display:none}</style>"), "a style in it is not the one"),
    Damage("a script is put in", PAGE, swap("</main>", "<script>alert(1)</script></main>"), "a script in it is not the one"),
    Damage("an element runs a script", PAGE, swap("<main>", '<main onclick="alert(1)">'), "would run a script"),
    Damage("the page plays another file", PAGE, swap(f'<source src="{A}.mp3"', '<source src="x.mp3"'), "leads nowhere"),
    Damage("the page plays the other edition", PAGE, swap(f'<source src="{A}.mp3"', f'<source src="../{B}/{B}.mp3"'), "does not play the edition"),
    Damage("a byte of the page is hurt", PAGE, of_bytes(lambda b: b.replace("वाक्य".encode(), b"\xff", 1)), "not UTF-8"),
    Damage("the page links to nowhere", PAGE, swap(f'href="{A}.vtt"', 'href="gone.vtt"'), "leads nowhere"),
    Damage("the page links out of the site", PAGE, swap('href="../index.html"', 'href="../../index.html"'), "leads nowhere"),
    Damage("the page links to no element", PAGE, swap('href="#p2s1"', 'href="#p9s1"'), "leads to no element"),
    Damage("a link is no address", PAGE, swap(f'href="{A}.vtt"', 'href="http://[::1/x"'), "is no address"),
]

PICTURES = [
    Damage("the edition's cover is missing", COVER, remove, "is missing"),
    Damage("the edition's cover is cut off", COVER, half, "is damaged"),
    Damage("the edition's cover is text", COVER, write(b"cover"), "is no picture"),
    Damage("the edition's cover is a PNG", COVER, write(picture("PNG", "RGB", (1400, 1400))), "of another kind"),
    Damage("the edition's cover is too small", COVER, write(picture("JPEG", "RGB", (1000, 1000))), "no artwork's size"),
    Damage("the edition's cover is not square", COVER, write(picture("JPEG", "RGB", (1500, 1400))), "no artwork's size"),
    Damage("the edition's cover is CMYK", COVER, write(picture("JPEG", "CMYK", (1400, 1400))), "other pixels"),
    Damage("the show's cover is missing", "cover.jpg", remove, "is missing"),
    Damage("the show's cover is another", "cover.jpg", write(picture("JPEG", "RGB", (1500, 1500))), "another version", where="feed.xml"),
    Damage("the show's cover is grey", "cover.jpg", write(picture("JPEG", "L", (1400, 1400))), "other pixels"),
]

CHAPTERING = [
    Damage("chapters.json is missing", CHAPTERS, remove, "is missing"),
    Damage("chapters.json is half there", CHAPTERS, half, "EOF"),
    Damage("a chapter is not in chapters.json", CHAPTERS, of_json(lambda d: d["chapters"].pop()), "has other chapters"),
    Damage("a chapter of chapters.json is 200 ms late", CHAPTERS, of_json(lambda d: d["chapters"][1].update(startTime=17.675918)), "has other times"),
    Damage("a chapter of chapters.json has another title", CHAPTERS, of_json(lambda d: d["chapters"][1].update(title="और")), "has another title"),
    Damage("chapters.json has no version", CHAPTERS, of_json(lambda d: d.pop("version")), "version"),
    Damage("chapters.json is in disorder", CHAPTERS, of_json(lambda d: d["chapters"].reverse()), "does not start after"),
    Damage("a time in chapters.json is text", CHAPTERS, of_json(lambda d: d["chapters"][1].update(startTime="17")), "startTime"),
    Damage("a chapter's picture is nowhere", CHAPTERS, of_json(lambda d: d["chapters"][1].update(img="gone.jpg")), "leads nowhere"),
]

EMBEDS = [
    Damage("what is embedded is of another title", EMBED, of_json(lambda d: d.update(title="और")), "has another title"),
    Damage("what is embedded plays another sound", EMBED, of_json(lambda d: d["sounds"][0].update(src="b.mp3")), "is no sound of the edition"),
    Damage("what is embedded lacks a paragraph", EMBED, of_json(lambda d: d["paragraphs"].pop()), "is missing"),
    Damage("what is embedded has other words", EMBED, of_json(lambda d: d["paragraphs"][1]["sentences"][0].update(text="और")), "has other words than edition.json"),
    Damage("what is embedded has another hash", EMBED, of_json(lambda d: d["paragraphs"][1].update(hash="0")), "is not that of its text"),
    Damage("what is embedded is heard at another time", EMBED, of_json(lambda d: d["paragraphs"][1]["sentences"][0].update(start=5)), "is heard at another time"),
    Damage("what is embedded has half a word's times", EMBED, of_json(lambda d: d["paragraphs"][1]["sentences"][0]["words"].pop()), "are not complete"),
    Damage("what is embedded tells of no synthetic voice", EMBED, of_json(lambda d: d.update(disclosure="")), "voice is synthetic"),
    Damage("what is embedded is cut off", EMBED, half, "Invalid JSON"),
    Damage("the snippet plays another edition", SNIPPET, swap('data-edition="', 'data-edition="https://x.example/'), "is of another edition"),
    Damage("the snippet is of another title", SNIPPET, swap('"headline": "', '"headline": "और '), "has another title"),
    Damage("the snippet tells of no sound", SNIPPET, swap('"audio"', '"video"'), "JSON-LD of a NewsArticle"),
    Damage("oEmbed shows another page", OEMBED, swap("#player", "#text"), "does not show the edition's page"),
    Damage("oEmbed is of another title", OEMBED, of_json(lambda d: d.update(title="और")), "has another title"),
]

FEED = [
    Damage("the feed is missing", "feed.xml", remove, "leads nowhere", where="index.html"),
    Damage("the feed is half there", "feed.xml", half, "not well-formed"),
    Damage("the feed is empty", "feed.xml", write(b""), "is empty"),
    Damage("the feed is a bomb", "feed.xml", write(BOMB), "document type declaration"),
    Damage("the feed is Atom", "feed.xml", write(b"<?xml version='1.0' encoding='UTF-8'?><feed/>"), "is not RSS"),
    Damage("the feed is in another encoding", "feed.xml", swap("encoding='UTF-8'", "encoding='ISO-8859-1'"), "declaration of UTF-8"),
    Damage("a byte of the feed is hurt", "feed.xml", of_bytes(lambda b: b.replace("पुल".encode(), b"\xff", 1)), "not well-formed"),
    Damage("the sitemap lacks an edition", "sitemap.xml", swap(f"show/{A}/", "show/"), f"does not list {A}/"),
    Damage("the sitemap leads nowhere", "sitemap.xml", swap(f"/{A}/", f"/{A}-2/"), "leads nowhere"),
    Damage("the sitemap is half there", "sitemap.xml", half, "not well-formed"),
    Damage("items are swapped", "feed.xml", of_text(_items_swapped), "as new as the item before it, or newer"),
    Damage("an item is missing", "feed.xml", of_text(_without_item), f"has no item for {A}"),
    Damage("two items have one guid", "feed.xml", swap(">second</guid>", ">first</guid>"), "is another item's too"),
    Damage("an item's guid is another", "feed.xml", swap(">second</guid>", ">third</guid>"), "guid is not the edition's"),
    Damage("an item has no guid", "feed.xml", swap('<guid isPermaLink="false">second</guid>', ""), "has no guid"),
    Damage("a guid is said to be an address", "feed.xml", swap('isPermaLink="false"', 'isPermaLink="true"'), "isPermaLink must be false"),
    Damage("an item's title is another", "feed.xml", swap("<title>दूसरा", "<title>तीसरा"), "title is not the edition's"),
    Damage("two items have one enclosure", "feed.xml", swap(f'<enclosure url="{BASE}/{B}/{B}.mp3"', f'<enclosure url="{BASE}/{A}/{A}.mp3"'), "address is another item's"),
    Damage("an enclosure is nowhere", "feed.xml", swap(f"{B}/{B}.mp3", f"{B}/gone.mp3"), "enclosure is not in the site"),
    Damage("a former item has no date", "feed.xml", swap("<pubDate>Thu, 01 Jun 2023 10:00:00 +0530</pubDate>", ""), "has no pubDate"),
    Damage("an enclosure is on another host", "feed.xml", swap(f"{BASE}/{B}/{B}.mp3", f"https://example.com/{B}.mp3"), "enclosure is not in the site"),
    Damage("an enclosure is of another length", "feed.xml", swap(' length="', ' length="1'), "length is not the file's"),
    Damage("an enclosure is of another type", "feed.xml", swap('type="audio/mpeg"', 'type="audio/ogg"'), "type does not go with"),
    Damage("an item has no enclosure", "feed.xml", swap("<enclosure", "<closure"), "0 enclosures"),
    Damage("an item's duration is another", "feed.xml", swap("<itunes:duration>23<", "<itunes:duration>29<"), "itunes:duration is not"),
    Damage("an item's date is none", "feed.xml", swap("<pubDate>Wed, 19 Jun 2024", "<pubDate>2024-06-19"), "pubDate is no date"),
    Damage("the feed's date is none", "feed.xml", swap("<lastBuildDate>Wed", "<lastBuildDate>someday"), "lastBuildDate is no date"),
    Damage("an item's date has no zone", "feed.xml", of_text(lambda t: t.replace("+0530</pubDate>", "</pubDate>", 1)), "no date of RFC 2822"),
    Damage("an item's date is another", "feed.xml", swap("<pubDate>Wed, 19", "<pubDate>Thu, 20"), "pubDate is not the edition's"),
    Damage("an item's date is to come", "feed.xml", swap("<pubDate>Wed, 19 Jun 2024", "<pubDate>Wed, 19 Jun 2999"), "in the future"),
    Damage("a description is too long", "feed.xml", swap("<description><![CDATA[", "<description><![CDATA[" + "क" * 1400), "too long"),
    Damage("a description links to nowhere", "feed.xml", swap(f'<a href="{BASE}/{A}/"', f'<a href="{BASE}/gone/"'), "leads nowhere"),
    Damage("a description runs a script", "feed.xml", swap("<![CDATA[", "<![CDATA[<script>alert(1)</script>"), "would run a script"),
    Damage("an item's link leads nowhere", "feed.xml", swap(f"<link>{BASE}/{A}/</link>", f"<link>{BASE}/gone/</link>"), "leads nowhere"),
    Damage("the show has no picture in the feed", "feed.xml", swap("<itunes:image", "<itunes:picture"), "no itunes:image"),
    Damage("a picture of the feed is nowhere", "feed.xml", swap("cover.jpg?v=", "gone.jpg?v="), "itunes:image is not in the site"),
    Damage("a picture's version is old", "feed.xml", swap("cover.jpg?v=", "cover.jpg?v=0000"), "another version"),
    Damage("an address is not ASCII", "feed.xml", swap(f"{B}/{B}.vtt", f"{B}/दूसरा.vtt"), "not plain ASCII"),
    Damage("an address is not of the web", "feed.xml", swap(f"{BASE}/{B}/{B}.vtt", "ftp://example.org/x.vtt"), "not of the web"),
    Damage("an address is not encrypted", "feed.xml", swap(f"{BASE}/{B}/{B}.vtt", f"{BASE}/{B}/{B}.vtt".replace("https", "http")), "another protocol"),
    Damage("the category is unknown", "feed.xml", swap('text="News"', 'text="Newz"'), "itunes:category"),
    Damage("the language is a name", "feed.xml", swap("<language>hi<", "<language>Hindi<"), "language is no code"),
    Damage("a page's address is another's", "index.html", swap('canonical" href="https://example.org/show/"', 'canonical" href="https://example.org/"'), "canonical is not its address"),
    Damage("a page tells no address", PAGE, swap("og:url", "og:uri"), "og:url is not its address"),
    Damage("a page has no picture", PAGE, swap("og:image", "og:picture"), "no og:image"),
    Damage("a subcategory is another category's", "feed.xml", swap('text="Daily News"', 'text="Books"'), "is no part of “News”"),
    Damage("the feed has no category", "feed.xml", swap("itunes:category", "itunes:genre", 9), "no itunes:category"),
    Damage("the order is none", "feed.xml", swap("episodic", "random"), "itunes:type is none that is known"),
    Damage("locked is neither", "feed.xml", swap(">yes</podcast:locked", ">true</podcast:locked"), "podcast:locked is none"),
    Damage("a role is none", "feed.xml", swap('role="editor"', 'role="boss"'), "no role that is known"),
    Damage("a link for support leads nowhere", "feed.xml", swap('url="https://pay.example/"', 'url=""'), "podcast:funding has no address"),
    Damage("a recommended show is none", "feed.xml", swap("917393e3", "x"), "no feedGuid"),
    Damage("a season is no number", "feed.xml", swap("itunes:season>2", "itunes:season>two"), "itunes:season is no number"),
    Damage("an episode is another in each namespace", "feed.xml", swap("podcast:episode>7", "podcast:episode>8"), "podcast:episode is not its itunes:episode"),
    Damage("an episode is another than the edition", "feed.xml", swap("itunes:episode>7", "itunes:episode>8"), "itunes:episode is not the edition's"),
    Damage("what is explicit is not so in the feed", "feed.xml", swap("explicit>true", "explicit>false"), "itunes:explicit is not the edition's"),
    Damage("a kind of item is unknown", "feed.xml", swap("episodeType>full", "episodeType>half"), "itunes:episodeType is none"),
    Damage("a serial has no numbers", "feed.xml", swap("episodic", "serial"), "which a serial needs"),
    Damage("explicit is neither", "feed.xml", swap("explicit>false", "explicit>clean"), "itunes:explicit is neither"),
    Damage("the feed's own address is another's", "feed.xml", swap("/feed.xml", "/rss.xml"), "leads elsewhere"),
    Damage("the feed has no address of its own", "feed.xml", swap('rel="self"', 'rel="me"'), "no atom:link to itself"),
    Damage("the show has no title", "feed.xml", swap("<title>जाँच</title>", ""), "channel has no title"),
    Damage("the show's guid is none", "feed.xml", swap("<podcast:guid>", "<podcast:guid>x"), "no UUID of version 5"),
    Damage("the feed does not tell of the voice", "feed.xml", of_text(lambda t: t.replace('purpose="ai-content"', 'purpose="x"')), "voice is synthetic"),
    Damage("the feed does not say in words that a machine speaks", "feed.xml", of_text(lambda t: t.replace("कृत्रिम (कंप्यूटर की) आवाज़ में", "")), "description does not say"),
    Damage("an item names no synthetic narrator", "feed.xml", rewrite(r'<podcast:person[^>]*role="narrator"[^>]*>[^<]+</podcast:person>', ""), "no synthetic narrator"),
    Damage("a transcript is nowhere", "feed.xml", swap(f"{B}/{B}.vtt", f"{B}/gone.vtt"), "leads nowhere"),
    Damage("a transcript is of another type", "feed.xml", swap('type="text/vtt"', 'type="text/plain"'), "transcript's type"),
    Damage("a transcript is the other edition's", "feed.xml", swap(f"{B}/{B}.vtt", f"{A}/{A}.vtt"), "is another edition's"),
    Damage("chapters are of another type", "feed.xml", swap("application/json+chapters", "application/json"), "podcast:chapters are of another type"),
    Damage("the soundbite is not in the sound", "feed.xml", swap('startTime="', 'startTime="9'), "soundbite is not in it"),
]

SITE = [
    Damage("the worker is missing", "sw.js", remove, "cannot be kept"),
    Damage("the manifest is cut off", "site.webmanifest", half, "is no JSON, or cut off"),
    Damage("the manifest starts elsewhere", "site.webmanifest", of_json(_set("start_url", "start.html")), "start.html, which is not there"),
    Damage("the manifest has no name", "site.webmanifest", of_json(_set("name", "")), "has no name"),
    Damage("the manifest has no icon", "site.webmanifest", of_json(_set("icons", [])), "has no icon"),
    Damage("the manifest has but a JPEG for an icon", "site.webmanifest", of_json(lambda d: [one.update(type="image/jpeg") for one in d["icons"]]), "has no icon that lets"),
    Damage("the show's page does not tell of the voice", "index.html", rewrite(r'<p class="disclosure"[^>]*>[^<]+</p>', ""), "does not say that the voices are synthetic"),
    Damage("the show's page discloses nothing", "index.html", rewrite(r'(<p class="disclosure"[^>]*>)[^<]+', r"\1नमस्ते।"), "does not say that the voices are synthetic"),
    Damage("what stands beside an edition is not there", NEIGHBOURS, of_json(lambda d: d[A][0].update(page="x/index.html")), "x/index.html, which is not there"),
    Damage("nothing is told of an edition", NEIGHBOURS, of_json(lambda d: d.pop(A)), f"tells nothing of {A}/", where="beside.parts/"),
    Damage("the show's page is missing", "index.html", remove, "is missing"),
    Damage("the show's page is half there", "index.html", half, "is cut off"),
    Damage("the show's page lacks an edition", "index.html", of_text(_without_card), f"leads to no page of {A}"),
    Damage("the show's page has another order", "index.html", of_text(_cards_swapped), "after one of"),
    Damage("the show's page lists an edition twice", "index.html", swap('data-guid="second"', 'data-guid="first"'), "2 times"),
    Damage("the show's page lists an edition under another title", "index.html", swap(">पुल &amp;", ">नाव &amp;"), "under another title"),
    Damage("the show's page links to nowhere", "index.html", swap(f'href="{A}/index.html"', 'href="gone/"'), "leads nowhere"),
    Damage("the show's page links to no sentence", "index.html", swap(f'href="{A}/index.html"', f'href="{A}/index.html#p9s9"'), "leads to no element"),
    Damage("the show's page subscribes to nothing", "index.html", swap("podcast://example.org/show/feed.xml", "podcast://example.org/show/rss.xml"), "leads nowhere"),
    Damage("the show's page has no policy", "index.html", swap("Content-Security-Policy", "X"), "no Content-Security-Policy"),
    Damage("the search index is missing", "search.json", remove, "is missing"),
    Damage("the search index is half there", "search.json", half, "is no JSON, or cut off"),
    Damage("the search index knows one edition more", "search.json", of_json(_set("editions", 3)), "knows other editions"),
    Damage("a part of the search index is missing", "search.parts/words.json", remove, "is missing"),
    Damage("a part of the search index is half there", "search.parts/words.json", half, "is no JSON"),
    Damage("a word is lost from the search index", "search.parts/words.json", swap("पुल", "पुआ"), "not those it was made with", where="search.json"),
    Damage("an edition is lost from the search index", "search.parts/editions-0.json", of_json(lambda d: d.pop()), f"does not find {A}", where="search.json"),
    Damage("a part of the search index is stray", "search.parts/words-0915.json", write(b"{}"), "not listed"),
    Damage("a file is half written", ".0123456789abcdef.part", write(b"x"), "is half written"),
    Damage("a file of an edition is half written", f"{A}/.0123456789abcdef.part.lock", write(b"x"), "is half written"),
    Damage("a file is named nowhere", "notes.txt", write(b"x"), "is named nowhere"),
    Damage("a file stands beside an edition", f"{A}/draft.txt", write(b"x"), "not in the list"),
    Damage("an edition is left over", "old/old.mp3", like(f"{B}/{B}.mp3"), "is missing", where="old/edition.json"),
]

DAMAGES = [*SOUND, *TAGS, *DESCRIPTION, *TRANSCRIPTS, *PAGES, *PICTURES, *CHAPTERING, *EMBEDS, *FEED, *SITE]
