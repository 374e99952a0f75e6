"""The order of editions, and the moments and numbers that follow from it."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from audio.records import Show
from audio.show.catalogue import CatalogueEntry
from audio.show.order import arrange_entries
from tests.catalogue import FIRST, make_entry

SERIAL = Show(type="serial")


def named(*names: str, **known) -> list[CatalogueEntry]:
    """Editions of one date, by the names of their files."""
    return [make_entry(0, guid=name, file=name, published=FIRST, **known) for name in names]


def heard(entries, show: Show = SERIAL) -> list[str]:
    """Guids in the order of hearing."""
    return [entry.guid for entry in arrange_entries(entries, show)][::-1]


def test_editions_of_one_date_stand_in_the_order_of_their_files():
    names = ["10-aath.md", "2-barah.md", "1-chaar.md", "s1/3.md", "s10/1.md", "s2/1.md"]
    expected = ["1-chaar.md", "2-barah.md", "10-aath.md", "s1/3.md", "s2/1.md", "s10/1.md"]
    assert heard(named(*names), Show()) == expected


def test_devanagari_numbers_count():
    assert heard(named("अध्याय १०.md", "अध्याय २.md"), Show()) == ["अध्याय २.md", "अध्याय १०.md"]


def test_numbers_of_episodes_are_stronger_than_files():
    one, two = named("b.md", episode=1) + named("a.md", episode=2)
    assert heard([two, one], Show()) == ["b.md", "a.md"]


def test_a_date_is_stronger_than_a_number_unless_the_show_is_a_serial():
    late = make_entry(9, guid="late", episode=1)
    early = make_entry(1, guid="early", episode=2)
    assert heard([late, early], Show()) == ["early", "late"]
    assert heard([late, early]) == ["late", "early"]


def test_a_serial_numbers_what_has_no_number():
    entries = arrange_entries(named("3-c.md", "1-a.md", "2-b.md"), SERIAL)
    assert [(entry.file, entry.episode) for entry in entries] == [
        ("3-c.md", 3),
        ("2-b.md", 2),
        ("1-a.md", 1),
    ]


def test_what_has_neither_season_nor_number_goes_on_in_the_season_before_it():
    entries = [*named("1.md", season=2, episode=4), *named("2.md"), *named("3.md", season=3)]
    told = [(one.season, one.episode) for one in arrange_entries(entries, SERIAL)[::-1]]
    assert told == [(2, 4), (2, 5), (3, 1)]


def test_a_serial_counts_in_each_season_and_goes_on_after_a_given_number():
    first = named("1.md", "2.md", season=1)
    second = named("3.md", season=2, episode=4) + named("4.md", season=2)
    told = arrange_entries([*second, *first], SERIAL)
    numbers = [(entry.season, entry.episode) for entry in told]
    assert numbers[::-1] == [
        (1, 1),
        (1, 2),
        (2, 4),
        (2, 5),
    ]


def test_a_trailer_comes_first_and_a_bonus_after_its_episode_with_its_number():
    full = named("1.md", "2.md")
    extra = named("0.md", kind="trailer") + named("1b.md", kind="bonus")
    extra += named("2b.md", kind="bonus", episode=2)
    told = arrange_entries([*full, *extra], SERIAL)[::-1]
    assert [(entry.file, entry.episode) for entry in told] == [
        ("0.md", 1),
        ("1.md", 1),
        ("1b.md", 1),
        ("2.md", 2),
        ("2b.md", 2),
    ]


def test_a_trailer_without_a_number_stands_first_whatever_its_date():
    late = FIRST + timedelta(days=9)
    full = [*named("1.md", season=3), *named("2.md", season=3), *named("3.md", season=4, episode=5)]
    whole = make_entry(0, guid="whole", published=late, kind="trailer")
    fourth = make_entry(0, guid="fourth", published=late, kind="trailer", season=4)
    told = arrange_entries([*full, whole, fourth], SERIAL)[::-1]
    assert [(entry.guid, entry.season, entry.episode) for entry in told] == [
        ("whole", 3, 1),
        ("1.md", 3, 1),
        ("2.md", 3, 2),
        ("fourth", 4, 5),
        ("3.md", 4, 5),
    ]


def test_a_later_trailer_moves_the_date_of_no_episode():
    full = [make_entry(1, season=1), make_entry(2, season=1), make_entry(3, season=2)]
    late = [make_entry(9, guid=f"late-{n}", kind="trailer", season=n) for n in (1, 2)]
    before = {entry.guid: entry.moment for entry in arrange_entries(full, SERIAL)}
    told = arrange_entries([*full, *late], SERIAL)
    assert {entry.guid: entry.moment for entry in told if entry.guid in before} == before
    assert [entry.guid for entry in told[-1:]] == ["late-1"]
    assert all(newer.moment > older.moment for newer, older in pairwise(told))


def test_an_episodic_show_numbers_nothing():
    assert {entry.episode for entry in arrange_entries(named("1.md", "2.md"), Show())} == {0}


def test_no_two_have_the_same_moment_and_what_has_one_of_its_own_keeps_it():
    told = arrange_entries([*named("1.md", "2.md", "3.md"), make_entry(1)], Show())
    assert [entry.moment - FIRST for entry in told if entry.moment][::-1] == [
        timedelta(0),
        timedelta(seconds=10),
        timedelta(seconds=20),
        timedelta(days=1),
    ]


@given(
    st.lists(st.none() | st.integers(0, 5), max_size=8),
    st.lists(st.integers(0, 3), min_size=8, max_size=8),
    st.sampled_from(["serial", "episodic"]),
)
def test_moments_fall_from_item_to_item_and_by_date_none_is_before_its_own(dates, episodes, kind):
    entries = [
        make_entry(
            0,
            guid=str(number),
            episode=episodes[number],
            published=None if at is None else FIRST + timedelta(seconds=at),
        )
        for number, at in enumerate(dates)
    ]
    told = arrange_entries(entries, Show(type=kind))
    moments = [entry.moment or datetime.min for entry in told]
    assert all(newer > older for newer, older in pairwise(moments))
    assert kind == "serial" or all(
        one.published is None or one.published <= at for one, at in zip(told, moments, strict=True)
    )
    assert {one.guid for one in told} == {one.guid for one in entries}


def test_what_comes_later_moves_nothing():
    entries = named("1.md", "2.md")
    before = arrange_entries(entries, SERIAL)
    assert arrange_entries([*entries, *named("3.md")], SERIAL)[1:] == before


def moments(entries) -> dict[str, datetime | None]:
    return {entry.guid: entry.moment for entry in entries}


def parts(*days: int | None, **known) -> list[CatalogueEntry]:
    """Parts of a serial, numbered from 1; those of no day are not there."""
    return [
        make_entry(day, guid=str(part), episode=part, **known)
        for part, day in enumerate(days, 1)
        if day is not None
    ]


def test_a_part_that_comes_later_lies_between_its_neighbours_and_moves_none():
    before = arrange_entries(parts(1, 2, None, 4), SERIAL)
    told = moments(arrange_entries([*before, *parts(None, None, 300)], SERIAL))
    assert moments(before).items() <= told.items()
    assert told["2"] < told["3"] < told["4"]


def test_there_is_room_between_parts_of_one_date():
    before = arrange_entries(parts(1, 1, None, None, 1, 1), SERIAL)
    later = arrange_entries([*before, *parts(None, None, 1, 1)], SERIAL)
    assert moments(before).items() <= moments(later).items()
    assert [entry.guid for entry in later] == ["6", "5", "4", "3", "2", "1"]
    assert all(newer.moment > older.moment for newer, older in pairwise(later))


def test_where_there_is_no_room_as_little_moves_as_can_be():
    at = [FIRST + timedelta(seconds=n) for n in (0, 1, 2, 60)]
    kept = [make_entry(0, guid=str(n), episode=n, moment=at[n - 1]) for n in (1, 2, 3, 4)]
    told = moments(arrange_entries([*kept, make_entry(0, guid="1b", episode=1)], SERIAL))
    assert [told[name] for name in ("1", "4")] == [at[0], at[3]]
    assert told["1b"] - at[0] == told["2"] - told["1b"] == told["3"] - told["2"]


def test_an_early_part_that_has_no_date_moves_none():
    (undated,) = parts(300, is_dated=False)
    told = arrange_entries([undated, *parts(None, 2, 3)], SERIAL)
    assert [entry.moment - FIRST for entry in told if entry.moment][:2] == [
        timedelta(days=3),
        timedelta(days=2),
    ]


def test_one_date_that_is_out_of_order_moves_none_of_the_others():
    told = moments(arrange_entries(parts(1, 2, 90, 4, 5), SERIAL))
    assert [told[n] - FIRST for n in "1245" if told[n]] == [timedelta(days=int(n)) for n in "1245"]


def test_what_is_first_of_its_date_and_comes_later_stands_last():
    before = arrange_entries(named("b.md", "d.md"), Show())
    later = arrange_entries([*before, *named("a.md", "c.md")], Show())
    assert [entry.guid for entry in later][::-1] == ["b.md", "c.md", "d.md", "a.md"]
    assert moments(before).items() <= moments(later).items()
    assert arrange_entries(later, Show()) == later


def test_what_comes_later_of_an_earlier_date_keeps_that_date():
    before = arrange_entries([*named("b.md", "d.md"), make_entry(300)], Show())
    later = moments(arrange_entries([*before, *named("a.md")], Show()))
    assert moments(before).items() <= later.items()
    assert later["a.md"] == FIRST + timedelta(seconds=20)


def test_a_bulletin_is_no_part_of_a_serial():
    bulletin = make_entry(2, guid="bulletin:1", kind="bonus")
    told = arrange_entries([*parts(1, 2, 3), bulletin], SERIAL)
    assert [(entry.guid, entry.episode) for entry in told] == [
        ("3", 3),
        ("bulletin:1", 0),
        ("2", 2),
        ("1", 1),
    ]


def test_a_number_that_is_counted_is_no_others():
    entries = [*named("1.md", "2.md", "3.md"), make_entry(1, guid="4.md", episode=2)]
    told = arrange_entries(entries, SERIAL)
    assert {entry.guid: entry.episode for entry in told} == {
        "1.md": 1,
        "2.md": 3,
        "3.md": 4,
        "4.md": 2,
    }
