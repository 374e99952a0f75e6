"""Tables that nobody marked: nothing is said that the table does not say."""

from __future__ import annotations

import pytest

from audio.readers.article.tables import read_table


def spoken(*rows: str, has_headers: bool | None = None) -> list[str]:
    cells = [row.split("|") for row in rows]
    return [piece.text for piece in read_table(cells, has_headers=has_headers)]


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        (["टॉस|भारत", "नतीजा|भारत जीता"], ["टॉस: भारत।", "नतीजा: भारत जीता।"]),
        (["टॉस:|भारत", "स्कोर:|250"], ["टॉस: भारत।", "स्कोर: 250।"]),
        (["ज़िला|गाँव", "सुपौल|17"], ["ज़िला: गाँव।", "सुपौल: 17।"]),
        (["सोना|₹60,000", "चाँदी|-"], ["सोना: ₹60,000।", "चाँदी।"]),
        (["टॉस|भारत", "मैच का हाल", "|भारत जीता।"], ["टॉस: भारत।", "मैच का हाल।", "भारत जीता।"]),
    ],
)
def test_two_unmarked_columns_are_labels_and_values(rows: list[str], lines: list[str]) -> None:
    assert spoken(*rows) == lines


def test_a_first_row_without_figures_over_others_with_figures_names_the_columns() -> None:
    rows = ["धातु|कल|आज", "सोना|60,000|61,000", "चाँदी|—|70,000"]
    assert spoken(*rows) == ["धातु: सोना; कल: 60,000; आज: 61,000।", "धातु: चाँदी; आज: 70,000।"]


@pytest.mark.parametrize("first", ["सोना|60,000|61,000", "बिहार|पटना|नीतीश"])
def test_a_first_row_that_is_like_the_others_names_no_columns(first: str) -> None:
    other = first.replace("सोना", "चाँदी")
    line = f"{first.replace('|', '; ')}।"
    assert spoken(first, other)[0] == line


def test_marked_headers_name_two_columns_too() -> None:
    rows = ["ज़िला|गाँव", "सुपौल|17", "मधेपुरा|–"]
    assert spoken(*rows, has_headers=True) == ["ज़िला: सुपौल; गाँव: 17।", "ज़िला: मधेपुरा।"]


def test_a_first_row_that_is_marked_but_empty_names_no_columns() -> None:
    assert spoken("|", "सुपौल|17", "मधेपुरा|9", has_headers=True) == ["सुपौल; 17।", "मधेपुरा; 9।"]
