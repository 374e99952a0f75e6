from datetime import date

from audio.hindi.dates import in_hindi
from audio.hindi.months import number_months, read_months


def test_there_are_twelve_months_from_january_on():
    assert [month.name for month in read_months()][::11] == ["जनवरी", "दिसंबर"]
    assert len(read_months()) == 12


def test_each_way_to_write_a_month_names_one_month():
    forms = [
        {
            form.rstrip(".").casefold()
            for form in (month.name, *month.abbreviations, *month.spellings)
        }
        for month in read_months()
    ]
    assert sum(map(len, forms)) == len(number_months())


def test_a_month_is_known_without_case_and_dot():
    assert [number_months()[form] for form in ("sept", "सितम्बर", "सितं", "september")] == [9] * 4


def test_a_date_is_written_with_the_months_name():
    assert in_hindi(date(2024, 2, 9)) == "9 फ़रवरी 2024"
