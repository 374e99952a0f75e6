from datetime import date

from audio.hindi.dates import MONTHS, format_date, number_months, read_month_names
from audio.tables import read_rows


def test_there_are_twelve_months_from_january_on():
    assert read_month_names()[::11] == ("जनवरी", "दिसंबर")
    assert len(read_month_names()) == 12


def test_each_way_to_write_a_month_names_one_month():
    forms = [
        {form.rstrip(".").casefold() for form in "|".join([written, name, *spellings]).split("|")}
        for written, name, _, *spellings in read_rows(MONTHS)
    ]
    assert sum(map(len, forms)) == len(number_months())


def test_a_month_is_known_without_case_and_dot():
    assert [number_months()[form] for form in ("sept", "सितम्बर", "सितं", "september")] == [9] * 4


def test_a_date_is_written_with_the_months_name():
    assert format_date(date(2024, 2, 9)) == "9 फ़रवरी 2024"
