"""Formulas: what is said of them, and what names those that are not spoken."""

from __future__ import annotations

import pytest
from lxml import etree

from audio.readers.article.mathml import speak_mathml
from audio.readers.documents.omml import speak_omml


@pytest.mark.tsv("formulas.tsv")
def test_a_formula_is_spoken_or_named(mathml: str, spoken: str) -> None:
    said = speak_mathml(etree.fromstring(f"<math>{mathml}</math>"))
    assert (f"?{said.unknown}" if said.unknown else said.text) == spoken


def test_a_formula_with_hindi_words_beside_it_is_read_by_them() -> None:
    math = etree.fromstring('<math alttext="आइंस्टाइन का सूत्र"><mi>E</mi></math>')
    assert speak_mathml(math).text == "आइंस्टाइन का सूत्र"


@pytest.mark.parametrize(
    ("markup", "spoken"),
    [
        ("<math alttext='E=mc^2'/>", "E=mc²"),
        (r"<math alttext='{\displaystyle \frac{1}{2}}'><mmulti>1</mmulti></math>", "1/2"),
        (r"<math alttext='\oint x'/>", "?one that is written in TeX alone"),
        (r"<math alttext='\oint x'><mmulti>1</mmulti></math>", "?<mmulti>"),
    ],
)
def test_a_formula_that_cannot_be_read_is_read_by_its_tex_or_named(
    markup: str, spoken: str
) -> None:
    said = speak_mathml(etree.fromstring(markup))
    assert (f"?{said.unknown}" if said.unknown else said.text) == spoken


def t(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


SUM = (
    "<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr>"
    f"<m:sub>{t('i=1')}</m:sub><m:sup>{t('n')}</m:sup><m:e>{t('i')}</m:e></m:nary>"
)


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        (t("E=m") + f"<m:sSup><m:e>{t('c')}</m:e><m:sup>{t('2')}</m:sup></m:sSup>",
         "ई बराबर एम सी स्क्वायर"),
        (f"<m:f><m:num>{t('a+b')}</m:num><m:den>{t('2')}</m:den></m:f>",
         "भिन्न, अंश ए प्लस बी, हर 2, भिन्न समाप्त"),
        (t("1") + t("2") + t("=x"), "12 बराबर एक्स"),
        (f"<m:rad><m:radPr><m:degHide m:val='1'/></m:radPr><m:deg/><m:e>{t('2')}</m:e></m:rad>",
         "वर्गमूल 2"),
        (f"<m:sSup><m:e><m:d><m:e>{t('a+b')}</m:e></m:d></m:e><m:sup>{t('2')}</m:sup></m:sSup>",
         "कोष्ठक ए प्लस बी कोष्ठक बंद स्क्वायर"),
        (SUM,          "योग, आई बराबर 1 से एन तक, आई"),
        (f"<m:func><m:fName>{t('sin')}</m:fName><m:e>{t('θ')}</m:e></m:func>", "साइन थीटा"),
        (f"<m:acc><m:accPr><m:chr m:val='⃗'/></m:accPr><m:e>{t('F')}</m:e></m:acc>", "एफ़ सदिश"),
        (t("चाल = दूरी"), "चाल बराबर दूरी"),
        (f"<m:m><m:mr><m:e>{t('1')}</m:e></m:mr></m:m>", "?a matrix"),
        ("<m:strange/>", "?<strange>"),
    ],
)  # fmt: skip
def test_a_formula_of_word_is_spoken_or_named(written: str, spoken: str) -> None:
    said = speak_omml(etree.fromstring(f'<m:oMath xmlns:m="urn:m">{written}</m:oMath>'))
    assert (f"?{said.unknown}" if said.unknown else said.text) == spoken


@pytest.mark.parametrize("tag", ["mrow", "msqrt"])
def test_a_formula_of_hundreds_of_parts_is_named(tag: str) -> None:
    deep = etree.fromstring(
        "<math>" + f"<{tag}>" * 200 + "<mn>1</mn>" + f"</{tag}>" * 200 + "</math>"
    )
    assert "deep" in speak_mathml(deep).unknown
    brackets = etree.fromstring(f"<math><mo>{'(' * 300}{')' * 300}</mo></math>")
    assert "brackets" in speak_mathml(brackets).unknown
    wide = etree.fromstring(f"<math>{'<mn>1</mn>' * 5000}</math>")
    assert "more than" in speak_mathml(wide).unknown
