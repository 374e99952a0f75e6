from math import nan
from pathlib import Path

import pytest

from audio.engines import ENGINES
from audio.errors import SettingsError, VoiceError
from audio.records import Article, Block, BlockKind, Funding, Person, Show, Span
from audio.settings import DEFAULT_OPENING, Options, Pauses, Settings, Sound, Voice, choose
from audio.settings.settings import ENGINE_NAMES
from audio.settings.show_file import load_show


@pytest.fixture
def show(tmp_path):
    def write(text: str) -> Path:
        path = tmp_path / "show.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def article(**known):
    return Article("लेख", (Block(BlockKind.TITLE, Span(0, 3)),), "content/a.md", **known)


def test_an_empty_file_gives_the_defaults_with_an_opening(show):
    settings = load_show(show(""))
    assert settings.voice == Voice()
    assert settings.opening == DEFAULT_OPENING


def test_every_key_reaches_its_setting(show):
    settings = load_show(
        show(
            'title = "शो"\nvoice = "espeak:hi+f3"\nspeed = 1.2\npitch = 40\nbitrate = 96\n'
            'formats = ["mp3", "srt"]\nlexicon = ["names.tsv"]\nopening = ""\nclosing = "धन्यवाद।"\n'
            "explicit = true\n[pauses]\nsentence = 0.3\n"
        )
    )
    assert settings.show.title == "शो"
    assert settings.show.explicit
    assert settings.voice == Voice("espeak", "hi+f3", 1.2, 40)
    assert settings.sound.bitrate == 96
    assert settings.sound.pauses.sentence == 0.3
    assert settings.formats == ("mp3", "srt")
    assert settings.lexicon[0].name == "names.tsv"
    assert (settings.opening, settings.closing) == ("", "धन्यवाद।")


def test_lists_of_tables_become_records(show):
    told = load_show(
        show(
            'category = ["News", "History"]\n[subscribe]\nspotify = "https://s.example/1"\n'
            '[[person]]\nname = "आशा"\n[[person]]\nname = "राम"\nrole = "editor"\n'
            '[[funding]]\nurl = "https://a.example"\n'
        )
    ).show
    assert told.categories == ("News", "History")
    assert told.subscribe == (("spotify", "https://s.example/1"),)
    assert told.person == (Person("आशा", "host"), Person("राम", "editor"))
    assert told.funding == (Funding("https://a.example"),)


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ('title = "शो"\ntittle = "x"', "2", "unknown key 'tittle'"),
        ("title = 3", "1", "title: cannot be 3"),
        ("speed = 9.0", "1", "0.5 to 2.0"),
        ("speed = true", "1", "speed: cannot be True"),
        ("bitrate = 65", "1", "bitrate: cannot be 65"),
        ('formats = ["mp3", "wav"]', "1", "formats: cannot be"),
        ("formats = []", "1", "formats: cannot be"),
        ('opening = "{titel}"', "1", "opening: cannot be"),
        ('disclosure = ""', "1", "disclosure: cannot be ''; use a sentence which says"),
        ('disclosure = "…"', "1", "disclosure: cannot be"),
        ('disclosure = "{voice}"', "1", "disclosure: cannot be"),
        ('closing = "{disclosure}"', "1", "closing: cannot be"),
        ("lexicon = [1]", "1", "lexicon: cannot be"),
        ('voice = ""', "1", "voice: cannot be"),
        ('fallback = "espeak:"', "1", "fallback: cannot be 'espeak:'; use ENGINE[:NAME]"),
        ('[pauses]\nheading = 1\n[voices]\nheading = ""', "4", "voices.heading: cannot be ''"),
        ('title = "x"\nvoices.quote = ":x"', "2", "voices.quote: cannot be ':x'"),
        ('title = "x"\nvoices = { quote = "" }', "2", "voices.quote: cannot be ''"),
        ('category = "Nachrichten"', "1", "News or Daily News"),
        ('guid = "x"', "1", "a UUID"),
        ('title = "x"\ncategory = ["News", 5]', "2", "or a list"),
        ('category = ["News", "Newz"]', "1", "category: cannot be 'Newz'; did you mean News"),
        ('category = ["Politcs", "Religon"]', "1", "cannot be 'Politcs' or 'Religon'; did you"),
        ('category = "राजनीति"', "1", "did you mean Politics?"),
        ("category = []", "1", "category: cannot be []"),
        ('type = "series"', "1", "type: cannot be 'series'; use episodic, serial"),
        ('medium = "music"', "1", "medium: cannot be 'music'"),
        ('locked = "no"', "1", "true or false"),
        ('new_feed_url = "feed.xml"', "1", "https://example.org/page"),
        ('funding = "https://a.example"', "1", "tables [[funding]]"),
        ('[[funding]]\ntext = "x"', "1", "[[funding]] is not complete; give its url"),
        ('[[funding]]\nurl = "https://a.example"\n[[funding]]\nurl = "x"', "4", "funding.url"),
        ('[[person]]\nname = "अ"\n[[person]]\nname = "आ"\nrole = "boss"', "5", "person.role"),
        ('[[person]]\nnam = "अ"', "2", "unknown key 'person.nam'"),
        ('[[podroll]]\nguid = "x"', "2", "podroll.guid: cannot be 'x'; use the UUID of a feed"),
        ('title = "x"\n[subscribe]\nitunes = "x"', "3", "unknown key 'subscribe.itunes'"),
        ('[subscribe]\napple = "x"', "2", "subscribe.apple: cannot be 'x'"),
        ('language = "hin"', "1", "hi or hi-IN"),
        ('link = "example.org"', "1", "https://"),
        ('link = "https://उदाहरण.भारत/"', "1", "ASCII"),
        ('link = "https://example.org/?a=1"', "1", "https://"),
        ('link = "https://example.org/show/feed.xml"', "1", "a folder"),
        ('link = "https://example.org/index.html"', "1", "a folder"),
        ('email = "editor at example.org"', "1", "an e-mail address"),
        ('email = "editor@localhost"', "1", "an e-mail address"),
        ('timezone = "Asia/Calkutta"', "1", "Asia/Kolkata"),
        ('timezone = "../etc/passwd"', "1", "Asia/Kolkata"),
        ('timezone = "Asia"', "1", "Asia/Kolkata"),
        ('update_frequency = "often"', "1", "weekly"),
        ("\n[pauses]\nsentense = 1", "3", "unknown key 'pauses.sentense'"),
        ("[pauses]\nsentence = -1", "2", "sentence: cannot be -1"),
        ('title = "शो"\nspeed = = 2', "2:9", "is not TOML"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(show, text, place, message):
    with pytest.raises(SettingsError) as error:
        load_show(show(text))
    assert f"show.toml:{place}:" in str(error.value)
    assert message in str(error.value)


@pytest.mark.parametrize(
    "new", ["https://a.example/s/", "https://A.example/s", "http://a.example/s/"]
)
def test_a_site_cannot_move_to_where_it_is(show, new):
    with pytest.raises(SettingsError, match="moved_to: is the address in link") as error:
        load_show(show(f'link = "https://a.example/s/"\nmoved_to = "{new}"\n'))
    assert "show.toml:2: moved_to:" in str(error.value)
    assert load_show(show('link = "https://a.example/s"\nmoved_to = "https://a.example/t"'))


@pytest.mark.parametrize("link", ["https://example.org", "https://a.github.io/v1.2/"])
def test_an_address_of_a_folder_and_of_mail_are_taken(show, link):
    settings = load_show(show(f'link = "{link}"\nemail = "संपादक@उदाहरण.भारत"'))
    assert (settings.show.link, settings.show.email) == (link, "संपादक@उदाहरण.भारत")


def test_a_file_that_is_not_utf_8_is_refused(tmp_path):
    path = tmp_path / "show.toml"
    path.write_bytes(b'title = "\xff"')
    with pytest.raises(SettingsError, match="UTF-8"):
        load_show(path)


def test_the_command_line_is_stronger_than_front_matter_and_that_than_the_show():
    settings = Settings(voice=Voice("espeak", "hi+f1", 1.3))
    assert choose(settings, article(), Options()).voice.name == "hi+f1"
    own = article(voice="espeak:hi+f2")
    assert choose(settings, own, Options()).voice == Voice("espeak", "hi+f2", 1.3)
    assert choose(settings, own, Options(voice="silence")).voice == Voice("silence", "", 1.3)


@pytest.mark.parametrize("name", ["", " ", "espeak:", ":hi"])
@pytest.mark.parametrize("option", ["voice", "fallback"])
def test_an_option_that_names_no_voice_is_refused(option, name):
    with pytest.raises(VoiceError, match=rf"^--{option}: {name!r} names no voice; use ENGINE"):
        choose(Settings(), article(), Options(**{option: name}))


def test_an_article_s_lexicon_lies_beside_it():
    chosen = choose(Settings(), article(lexicon=("names.tsv",)), Options(lexicon=(Path("x.tsv"),)))
    assert chosen.lexicon == (Path("content/names.tsv"), Path("x.tsv"))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Sound(bitrate=77), "bitrate: cannot be 77; use 32, 40, 48, "),
        (lambda: Sound(rate=22_050), "rate: cannot be 22050; use 32000, 44100, 48000"),
        (lambda: Sound(loudness=0), "loudness: cannot be 0; use -31.0 to -9.0 LUFS"),
        (lambda: Sound(loudness=nan), "loudness: cannot be nan; use -31.0 to -9.0 LUFS"),
        (lambda: Sound(ceiling=0.0), "ceiling: cannot be 0.0; use -12.0 to -1.0 dBFS"),
        (lambda: Voice(speed=0), "speed: cannot be 0; use 0.5 to 2.0"),
        (lambda: Voice(speed=2.1), "speed: cannot be 2.1; use 0.5 to 2.0"),
        (lambda: Voice(pitch=100), "pitch: cannot be 100; use 0 to 99"),
        (lambda: Voice(pitch=50.5), "pitch: cannot be 50.5; use 0 to 99"),
        (lambda: Pauses(chapter=-1), "pauses.chapter: cannot be -1; use 0.0 to 2.0 seconds"),
        (lambda: Settings(formats=("wav",)), "formats: cannot be ('wav',); use "),
        (lambda: Settings(formats=()), "formats: cannot be (); use "),
        (lambda: Settings(opening="{titel}"), "opening: cannot be '{titel}'; use a template "),
        (lambda: Settings(show=Show(labels="ur")), "labels: cannot be 'ur'; use hi, en"),
        (lambda: Settings(show=Show(timezone="IST")), "timezone: cannot be 'IST'; use a time zone"),
        (lambda: Settings(show=Show(update_frequency="often")), "update_frequency: cannot be "),
        (lambda: Settings(show=Show(category="x")), "category: cannot be 'x'; use a category "),
        (
            lambda: Settings(show=Show(person=[Person("अ", "x")])),
            "person.role: cannot be 'x'",
        ),
        (lambda: Settings(show=Show(funding=[Funding("x")])), "funding.url: cannot be 'x'; use "),
        (lambda: Settings(show=Show(subscribe=[("x", "y")])), "subscribe.x: cannot be 'x'; use "),
        (lambda: choose(Settings(), None, Options(speed=9)), "speed: cannot be 9; use 0.5 to 2.0"),
    ],
)
def test_what_is_not_valid_cannot_be_made(make, message):
    with pytest.raises(SettingsError) as error:
        make()
    assert str(error.value).startswith(message)


@pytest.mark.parametrize("voice", [5, None, "nosuch:x", ""])
def test_what_can_be_no_voice_is_refused_when_settings_are_made(voice):
    with pytest.raises((SettingsError, VoiceError), match=r"^voice: "):
        Settings(voice=voice)


def test_every_engine_is_one_that_settings_take():
    assert tuple(ENGINES) == ENGINE_NAMES
