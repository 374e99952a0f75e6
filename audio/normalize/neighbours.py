"""What must stand beside an abbreviation, by the conditions that ``abbreviations.tsv`` names."""

from __future__ import annotations

from functools import cache

from audio import regex
from audio.normalize.conjunctions import AND, AND_OR
from audio.normalize.context import HINDI, WORD, Context
from audio.normalize.letter_names import is_letter_name
from audio.normalize.tables_reader import read_cues, read_table

NUMBER_AFTER = regex.compile(
    r"(?:[ :.\-]{0,2}| [:\-–] )(?:[#₹'’]?\d|[A-Z]{1,3}-?\d|[IVX]{1,5}+(?![\p{L}\p{M}]))"
)
_WORD_AFTER = r"[ \-(\"']{0,2}[^\s.,;:!?।॥…)\]}]"
_AT_START = rf"(?r)(?:\A|(?<!{WORD})(?:{AND}|शहीद|श्री) |[^\p{{L}}\p{{M}}] |[,;])"
_CLAUSE_START = r"(?r)(?:\A|[(,;:।\-\"'] ?)"
_REPORT_START = r"(?r)(?:\A|[।|\n(\[] ?)[\s\"']{0,2}"
_DAY_BEFORE = r"(?r)(?<![\d.,:/])(?:0?[1-9]|[12]\d|3[01]) ?"
_DOSE = r"\d{2,4} ?(?:मि\.? ?ग्रा|एमजी|एम\.जी|mg)"
_NAME = rf"{HINDI}{{2,12}}+(?: {HINDI}{{2,10}}+)?,?"
"""A name of one or two words, as in ``रमेश पु. सोहन लाल निवासी``."""
_MONTHS = (
    "जन|फ़?र|मार्च|अप्रै?|मई|जून|जुला?|अग|सित|अक्[टत]|नव|दिस"
    "|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
)
_MONTH_LINK = rf"(?: ?[/\-] ?| (?:से|{AND_OR}) )"
_DAYS = "सोम|मंगल|बुध|गुरु|शुक्र|शनि|रवि"
_DAY_LINK = rf"(?:[,/\-]? ?| (?:से|{AND_OR}) )"
_OF_ISLAM = r"(?:हज़?रत|इमाम|मौला|मौलाना|ख़?्वाजा|पीर|शै[ख़ख]|नबी|सैय्?यद|सय्यद|अबू|अबु|बिन|इब्न|बीबी)"
"""The titles of those after whose names a blessing is written."""
_EXTRAS = r"lb|nb|wd?|b|p|बा|लेबा|ले\.बा\.|नोबा|वा"

_BEFORE = {
    "months": rf"(?r)(?<!{WORD})(?:{_MONTHS}){WORD}{{0,4}}\.?{_MONTH_LINK}",
    "after-month": rf"(?r)(?<!{WORD})(?:{_MONTHS}){WORD}{{0,4}}\.? ",
    "extras": (
        rf"(?r)(?:(?<![\p{{L}}\p{{M}}])(?:{_EXTRAS}) ?\d{{1,2}},? "
        r"|(?:अतिरिक्त|अति\.|एक्स्ट्रा|Extras) ?[:\-]? ?(?:\d{1,2} ?)?\(?)"
    ),
    "weekdays": rf"(?r)(?<!{WORD})(?:{_DAYS})(?:\.|वार){_DAY_LINK}",
    "start": _AT_START,
    "after-minus": r"(?r)(?<![\p{L}\p{M}\d])-",
    "after-ordinal": r"(?r)\d(?:st|nd|rd|th)[ \-]",
    "pal": r"(?r)(?:घ\.|घटी|घड़ी),? ?\d{1,2},? ?",
    "address": rf"(?r)(?:\A|(?<!{WORD})पुलिस |/\d{{2,4}} |[,(:] ?)",
    "after-number": r"(?r)\d\)? ?",
    "bracketed": r"(?r)\( ?",
    "day": _DAY_BEFORE,
    "month": _DAY_BEFORE,
    "against": r"(?r)[\p{L}\p{M}.] ",
    "samvat-year": (
        rf"{_CLAUSE_START[:-1]}|(?:जन्म|मृत्यु|निधन|रचनाकाल|समय|लगभग|करीब|सामान्यतः"
        rf"|(?<!{WORD})(?:ने|को|का|की|के|से|आयु में|अवस्था में)) )"
        rf"(?:सं\. ?(?:1\d|20)\d\d (?:से|{AND}) )?"
    ),
    "samvat-of-year": r"(?r)\d{3,4} ?(?:ई\.|ईस्वी|ईसवी) ?\(",
    "samvat-again": r"(?r)सं\. ?1[3-9]\d\d (?:में|मे|से|तक|के|वि)[^।]{1,80}",
    "samvat-clause": (
        rf"{_CLAUSE_START[:-1]}|(?<!{WORD})(?:का|के|की|ने|से|तक|को|वे|वह|यह|इसे|उसे"
        r"|काल|तिथि|जन्म|मृत्यु|निधन|विवाह|राज्य|समय|कारण|रचना|आरंभ|आरम्भ|लगभग|प्रायः|करीब) )"
    ),
    "samvat-about": r"(?r)(?:लगभग|करीब|क़रीब) ",
    "samvat-plate": r"(?r)(?:का|के|की|में) ",
    "samvat-behind": r"(?r)(?<!\d)1\d\d\d ",
    "dictionary": r"(?r)\[",
    "entry": r"(?r)संज्ञा ",
    "after-years": r"(?r)\((?:लगभग )?\d{3,4}(?: ?[-–] ?\d{2,4})? ?\) ?",
    "imprint": r"(?r)(?:ई\.|\d{4}),? ",
    "prophet": (
        r"(?r)(?<![\p{L}\p{M}])(?:मु[हो]म्मद|मोहम्मद|नबी|नबी-ए-करीम|रसूल|रसूलुल्लाह|रसूल-अल्लाह|पैग़?[मं]्?बर"
        r"|पै[ग़ग]ंबर|मुस्तफ़?ा|हु[ज़ज]ूर|आप|आँहज़रत|आंहज़रत)(?: (?:करीम|पाक|अकरम|अल्लाह|साहब|साहिब|मुहम्मद"
        r"|मुस्तफ़?ा)){0,3} ?\(? ?"
    ),
    "saint-of-islam": rf"(?r)(?<![\p{{L}}\p{{M}}]){_OF_ISLAM} [^।,;()\d]{{1,30}}\(? ?",
    "woman-of-islam": (
        r"(?r)(?<![\p{L}\p{M}])(?:बीबी|आयशा|आइशा|आयेशा|ख़?दीजा|फ़?ातिमा|हफ़?्सा|ज़ैनब|जैनब|सुमैया|हलीमा|सकीना"
        r"|उम्मे? [\p{L}\p{M}]{3,8})(?: [\p{L}\p{M}]{3,10}){0,2} ?\(? ?"
    ),
    "word-class": r"(?r)\((?:पुं|स्त्री|तत्|तद्|विदे|क्रि|क्रि\. ?वि|अव्य|सर्व|वि)\.\) ?\( ?",
    "word-class-next": r"(?r)\( ?",
    "subject": r"(?r)\((?:पुं|स्त्री|तत्|तद्|विदे|देश|क्रि|वि)\.\) ?(?:[\-:] ?)?",
    "companion": r"(?r)(?:हज़?रत|अबू|अबु|बिन|इब्ने?|बिन्ते?) [^।,;()\d]{1,30}\(?",
    "vikrami": r"(?r)(?:संवत्?|सम्वत्?|सं\.) ?(?:1\d|20)\d\d(?: ?[\-–] ?(?:1\d|20)\d\d)? ",
    "lived": _CLAUSE_START,
    "aged-in-brackets": r"(?r)(?:\(|(?:उम्र|आयु) )\d{1,3} ?",
    "person": _AT_START,
    "kin": _AT_START,
    "byline": _REPORT_START,
    "answer": _REPORT_START,
    "verse-opens": r"(?r)(?:\A|[।॥|\n]) ?",
    "yearly": r"(?r)(?:\d ?%|\d ?(?:लाख|करोड़|हजार|हज़ार|lakh|crore)(?: रुपये| रुपए)?|रुपये|रुपए|प्रतिशत) ",
    "wickets": r"(?r)(?<![\d.,/])(?:10|[1-9]) ",
    "boundary": r"(?r)(?:\A|[,;।(] ?)",
    "aged-after": r"(?r)(?:उम्र|आयु) ?\d{1,3} ?",
    "of-section": (
        r"(?r)धारा(?:ओं)?[ \-]\d[\dA-Z()/,\- ]{0,24} "
        rf"(?:(?!(?:के|की|का|में|से|ने|को|पर|तहत|{AND}) ){HINDI}{{2,12}} ){{1,3}}"
    ),
    "warm": r"(?r)(?:तापमान|पारा|पारे)[^।,;]{0,30}\d ?",
    "counted-goods": r"(?r)\d ?",
    "hours-late": r"(?r)\d ?",
    "fasli-year": r"(?r)(?<!\d)1[2-4]\d\d ?",
    "plot": r"(?r)(?:गाटा|खसरा|आराजी|खेसरा)(?: ?(?:संख्या|सं\.|नंबर|नं\.))? ?\d[\d/]{0,8} ?",
    "kanal": r"(?r)\d ?",
    "marla": r"(?r)\d ?(?:क\.|कनाल),? ?\d{1,2} ?",
    "filed": r"(?r)/|\d-",
    "office": rf"(?r)(?:\)|(?<!{WORD})(?:गृह|वित्त|कार्मिक|नियुक्ति|राजस्व|चिकित्सा|शिक्षा|सिंचाई|निर्माण"
    r"|ऊर्जा|विकास|आबकारी|परिवहन|पंचायतीराज|प्रशासन|उद्योग|कृषि|न्याय|विभाग)) ?",
    "sector": (
        r"(?r)(?:, ?|(?:नोएडा|गुरुग्राम|गुड़गांव|गुड़गाँव|फरीदाबाद|फ़रीदाबाद|चंडीगढ़|पंचकूला|मोहाली"
        r"|रोहिणी|द्वारका|सोनीपत|रोहतक|हिसार|करनाल|पानीपत) )"
    ),
}
_FOLLOWING = {
    "months": rf"{_MONTH_LINK}(?:{_MONTHS})",
    "extras": rf" ?\d{{1,2}}(?:, ?| )(?:{_EXTRAS}) ?\d",
    "weekdays": (
        rf" (?:से|को|तक|{AND})(?!{WORD})|{_DAY_LINK}(?:{_DAYS})\."
        r"|,? (?:(?:सुबह|दोपहर|शाम|रात) )?\d{1,2}(?:[:.]\d\d)? ?बजे"
    ),
    "any": "",
    "ghati": r",? ?\d{1,2},? ?(?:प\.|पल)",  # घ. 12 प. 35
    "number": NUMBER_AFTER.pattern,
    "number-close": r" \d{1,6}(?![\d.,:/%])(?! (?:or|more|less)\b)",  # no 4
    "letter": r"[ .\-]{0,2}[A-F](?![\p{L}\p{M}\d])",
    "word": _WORD_AFTER,  # that can be said
    "title": _WORD_AFTER,  # but no postposition
    "start": _WORD_AFTER,
    "address": _WORD_AFTER,
    "place": (
        rf" ?{HINDI}{{2,20}}+(?:,? (?:जि\.|जनपद |पर\.|परगना |तह\.|तहसील )|, ?(?:जिला|ज़िला|थाना) )"
    ),
    "lettered": rf"[ :.\-]{{0,2}}(?:{HINDI}{{1,4}}\.?){{1,2}}-?\d",
    "equals": r" ?=",
    "volume": r" ?\d{1,2},? ?(?:पृ\.|पृष्ठ|अंक|भाग)",
    "exercise": r" ?\d{1,2}\.\d(?!\d)",
    "tenths": r"[ :\-]{0,2}\d{2}\.\d(?!\d)",
    "sized": r"[ :\-]{0,2}\d[\d.]{0,6} ?(?:मी|फु|फी|फ़ी|से\.मी|सेमी|इंच|किमी|m(?!\p{L})|ft)",
    "counted-goods": rf",? (?:{AND}|समेत|सहित|बरामद|मिले|मिला|जब्त|ज़ब्त|चोरी)(?!{WORD})",
    "hours-late": r" (?:लेट|विलंब|विलम्ब|देरी|देर|पहले|बाद|तक|की|का|में)(?![\p{L}\p{M}])",
    "boundary": rf" ?[:\-]+ ?{HINDI}",
    "quarter": (
        rf" {HINDI}{{0,12}}(?:सराय|गंज|नगर|पुरा|टोला|टोली|बाग|वाड़ा|पाड़ा|कॉलोनी|कटरा|खेल)"
        rf"(?!{HINDI})(?: (?:निवासी|में|के|की|से|स्थित)(?!{HINDI})|,)"
    ),
    "kanal": r",? ?\d{1,2} ?म\.",
    "phone": r"[ :.\-]{0,2}[+(]?\d[\d\- ]{3}",
    "code": r"[ :.\-]{0,2}[A-Z][A-Z()/\- ]{1,11}\d",
    "bracketed": r" ?\)",
    "weekday": (
        r"[.,]{0,2} ?(?:\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))"
        r"|-(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
    ),
    # the day of a month before, and no noun after
    "month": rf" ?(?:\Z|[,;)\]।\-])| (?:(?:को|से|तक|के|का|की|{AND})(?!{WORD})|\d)",
    "law": (
        r"[ \-]?(?:1[7-9]\d|[2-9]\d\d)(?!\d)"
        r"|[ \-]?\d{1,3}[A-Z]?,? (?:of (?:the )?)?"
        r"(?:IPC|BNSS?|CrPC|CRPC|NDPS|आईपीसी|बीएनएस|सीआरपीसी)"
    ),
    "of-law": r" (?:(?:की|के) (?:उप)?धारा|(?:के )?(?:तहत|अंतर्गत|अन्तर्गत|अधीन|प्रावधान))",
    "small": r" (?:[a-z]|[A-Z]{2})",
    "against": r" \p{Lu}",
    # a year of the Vikrama era
    "samvat-year": (
        rf" ?(?:1\d|20)\d\d(?: ?\((?:ई|सन)| ?= ?\d| वर्षे"
        rf"| (?:से|{AND}) सं\.| ?[\-–] ?(?:1\d|20)\d\d तक"
        rf"| (?:वि\.|(?:में|तक|के (?:आसपास|लगभग|बाद|पूर्व))(?!{WORD})|चैत्र|चैत|वैशाख|ज्येष्ठ|जेठ"
        r"|आषाढ़?|श्रावण|सावन|भाद्र|भादो|आश्विन|कुआर|कार्तिक|मार्गशीर्ष|अगहन|पौष|पूस|माघ|फाल्गुन|फागुन))"
    ),
    "samvat": r" ?(?:1\d|20)\d\d वि\.",
    "samvat-of-year": r" ?(?:1\d|20)\d\d(?: वि\.)?\)",
    # सं. 1513 से 1603 तक: no number of a letter, which has a slash or a day after it
    "samvat-clause": (
        r" ?(?:1[0-9]|20)\d\d(?![\d/]|[.,:\-]\d| ?(?:दि\.|दिनांक|दिनाँक|ता\.|तारीख|की धारा|के तहत))"
    ),
    "samvat-about": r" ?[1-9]\d{2,3}(?![\d.,/])(?: ?[);,]|(?: (?:के|में|से|तक|का|की)(?![\p{L}\p{M}])))",
    "samvat-plate": r" ?\d{2,4} (?:वाले|का|के|की) (?:शिला|ताम्र|अभि|प्रतिमा|मूर्ति|स्तंभ|दान)?(?:लेख|पत्र)",
    "samvat-behind": rf"[,)।]| (?:में|मे|से|तक|के|का|की|को|माना|मानते|है|था)(?!{WORD})",
    "samvat-again": r" ?(?:1[3-9]|20)\d\d(?![\d/.\-])",
    "year": r",? ?(?:सन्?,? |ई\. ?)?\(?(?:1[4-9]|20)\d\d(?![\d/.])",
    # a year, or a date with one, after the start of a clause
    "lived": r" ?:? ?(?:\d{1,2} ?\p{L}[\p{L}\p{M}]{1,8},? ?)?1?\d\d\d(?![\d/.])",
    "aged": r" ?\d{1,3} ?(?:वर्ष|साल)",
    "aged-in-brackets": r"\)| ",
    "plate": r" ?[A-Z]{2}[ \-]?\d{1,2}[ \-]?[A-Z]",  # of a vehicle
    "degrees": r" ?[:\-]? ?-?\d{1,2}(?:\.\d)? ?(?:डि\.|डिग्री|डिसे|°|से\.)",
    "person": (
        rf" {HINDI}{{2,12}}+ (?:सिंह|यादव|कुमार|प्रसाद|लाल|शर्मा|वर्मा|खान|ख़ान|राम|चंद|चंद्र|मिश्रा"
        rf"|पांडेय?|पाल|राय|तिवारी|मीणा|पटेल|गुर्जर)(?!{HINDI})"
        rf"| {HINDI}{{2,10}}(?:पाल|सिंह|कुमार|प्रकाश|चंद|चंद्र) "
    ),
    "kin": rf" {HINDI}{{2,12}}+(?!\.)",
    "resident": rf" {_NAME} (?:नि\.|निवासी|उम्र|आयु|जाति|साकिन)(?!{HINDI})",
    "accused": rf" {_NAME} (?:उर्फ|पु\.|पुत्र|नि\.|निवासी)(?!{HINDI})",
    "pleads": r" (?:ने|द्वारा) (?:तर्क|दलील|बहस|जमानत|अदालत|कोर्ट|न्यायालय)",
    "monk": rf" {HINDI}{{1,10}}(?:नंद|नन्द|दास|गिरि|देव|आचार्य|ाचार्य)(?!{HINDI})",
    # जासं, वाराणसी : · संसू बलिया : · (जासं)
    "byline": rf" ?[,:।|)\-]| ?\Z| {HINDI}{{2,20}}+(?: {HINDI}{{2,20}}+)? ?[:।(]",
    "answer": r" ?[:\-—]",
    "word-class": r" ?\)",
    "word-class-next": r" ?\) ?\((?:पुं|स्त्री|तत्|तद्|विदे|क्रि|देश)\.\)",
    "subject": rf" {HINDI}",
    "dictionary": rf"[\]+,]| \+? ?{HINDI}",  # शुंगा [सं. शुङ्गा]
    "entry": r" ?\[|[,.]? ?\d",  # संज्ञा पुं. [सं.]
    "headword": r" ?\[(?:सं|हिं|अ|फा|फ़ा|अं|प्रा|देश|तु)\.",
    "imprint": r" ?\)",  # (सन् 1910 ई. प्र. सं.)
    "compounds": "—",  # यौ.—पंकज बन
    "verse-opens": rf" ?[:\-]+ ?{HINDI}",
    "clock": (
        r" ?\d{1,2}(?:[:.]\d\d)?(?: ?- ?\d{1,2}(?:[:.]\d\d)?)? (?:बजे|बजकर|से \d|तक )"
        rf"| ?\d{{1,2}}[:.]\d\d (?:पर|से|तक)(?!{WORD})"
        rf"| ?\d{{1,2}} से {HINDI}{{1,6}}\. ?\d{{1,2}} बजे"
    ),
    # का. गिल बो. बुमराह
    "caught": rf" (?:{HINDI}{{2,12}}+ ){{1,2}}बो(?:\.|ल्ड)| (?:{AND}|एंड|ऐंड) बो(?:\.|ल्ड)",
    "weighed": r" ?\d{1,3} ?(?:ग्रा|किलो|कि\.? ?ग्रा|क्विं|कुं)",
    "dose": rf" ?{_DOSE}",
    "medicine": rf" {HINDI}{{2,16}}+(?: {HINDI}{{2,16}}+)? {_DOSE}",
    "late": r" (?:\(?\d|(?:करीब|लगभग|साढ़े|डेढ़|ढाई) )",  # a train, and how much
    "sector": r" ?\d{1,3}(?![\d.,])",
}
"""What follows; with a pattern in both, both must stand there."""
_EITHER = frozenset(("months", "extras", "weekdays"))
"""Of these one side is enough."""
_AFTER = "after:"


def holds(context: Context, condition: str, at: int, end: int) -> bool:
    """Whether a condition of the table is met around the abbreviation from ``at`` to ``end``.

    It has a pattern here, or tells of a word beside: ``@role`` a word of ``cues.tsv`` follows,
    ``<role`` one stands before and a number follows, ``~role`` one stands before; ``after:`` one
    of the words listed stands before; ``thing`` no name of a person follows, ``named`` one does,
    or a letter; else one of the words listed there follows.
    """
    before, following = _BEFORE.get(condition), _FOLLOWING.get(condition)
    if before is None and following is None:
        return _is_word_beside(context, condition, at, end)
    if condition == "title" and context.find_word_after(end) in read_cues("postposition"):
        return False
    stands = before is None or bool(_compile(before).match(context.view, 0, at))
    if following is None or stands == (condition in _EITHER):
        return stands
    return bool(_compile(following).match(context.view, end))


@cache
def _compile(pattern: str) -> regex.Pattern[str]:
    """The pattern of a condition, compiled when it is first asked: most texts need few of them."""
    return regex.compile(pattern, regex.V1)


def _is_word_beside(context: Context, condition: str, at: int, end: int) -> bool:
    """Whether a word stands beside that a condition names or lists."""
    role, following = condition[1:], context.find_word_after(end)
    if condition.startswith("@"):
        return following in read_cues(role)
    if condition.startswith(("<", "~")):
        beside = context.find_word_beside(at) in read_cues(role)
        return beside and (condition[0] == "~" or bool(NUMBER_AFTER.match(context.view, end)))
    if condition.startswith(_AFTER):
        return context.find_word_beside(at) in condition.removeprefix(_AFTER).split(",")
    if condition == "named":
        words = context.find_words_after(end, 2)
        return is_letter_name(following) or not _read_surnames().isdisjoint(words)
    if condition == "thing":
        return following in read_cues("postposition") or following not in _read_surnames()
    return following in condition.split(",")


@cache
def _read_surnames() -> frozenset[str]:
    """Names of persons in Devanagari: ``रा. स. पाठक`` has initials."""
    return frozenset(row.cells[1] for row in read_table("english") if row.cells[2] == "person")
