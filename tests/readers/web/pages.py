"""Parts that small pages are made of."""

from __future__ import annotations

TITLE = "कोसी का जलस्तर बढ़ा"
LONG_TITLE = "लंबा शीर्षक जिसमें साठ से ज़्यादा अक्षर हैं ताकि वह अपने आप में एक अनुच्छेद जैसा दिखाई दे"
PLACES = ("बिहार", "असम", "ओडिशा", "बंगाल")
LINES = [f"{place} में मानसून ने रफ़्तार पकड़ ली है और नदी का जलस्तर लगातार बढ़ रहा है।" for place in PLACES]
STORY = "".join(f"<p>{line}</p>" for line in LINES)
BOATS = "राहत के काम में लगी टोली ने बताया कि सात गाँवों तक अब भी नाव से ही पहुँचा जा सकता है।"
KITCHENS = "प्रशासन ने ऊँचे स्कूलों में रसोई शुरू की है जहाँ दिन में दो बार खाना बनता है।"
MEDICINE = "अस्पताल में दवा का भंडार अगले पंद्रह दिन के लिए काफ़ी बताया जा रहा है।"


def make_page(body: str, head: str = "", *, title: str = TITLE, language: str = "hi") -> bytes:
    """A page with ``body`` under its headline, unless that holds one."""
    headline = "" if "<h1" in body or "post-title" in body else f"<h1>{title}</h1>"
    page = f"<html lang={language}><head><title>{title}</title>{head}</head>"
    return f"{page}<body>{headline}{body}</body></html>".encode()


def make_data(body: str, **more: str) -> str:
    """JSON-LD with ``body`` as the article's text."""
    rows = {"@type": "NewsArticle", "headline": TITLE, "articleBody": body, **more}
    pairs = ", ".join(f'"{key}": "{value}"' for key, value in rows.items())
    return f'<script type="application/ld+json">{{{pairs}}}</script>'
