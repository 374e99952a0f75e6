"""Small whole documents of each packaged format, to read and to damage."""

from __future__ import annotations

import io
import zipfile

_OPF = """<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">
<metadata><dc:title>गाँव की कहानियाँ</dc:title><dc:creator>राम शर्मा</dc:creator>
<dc:identifier>urn:uuid:1</dc:identifier><dc:language>hi</dc:language><dc:date>2021-05</dc:date>
</metadata><manifest>
<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="c" href="cover.xhtml" media-type="application/xhtml+xml"/>
<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>
<item id="b" href="b%20b.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="n"/><itemref idref="c"/><itemref idref="a"/><itemref idref="b"/></spine>
</package>"""
_PAGE = (
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
    "<head><title>x</title></head><body{about}>{body}</body></html>"
)
EPUB = {
    "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="OEBPS/p.opf"/></rootfiles></container>',
    "OEBPS/p.opf": _OPF,
    "OEBPS/nav.xhtml": _PAGE.format(
        about="",
        body='<nav epub:type="toc"><ol><li><a href="a.xhtml">पहला अध्याय</a></li>'
        '<li><a href="b%20b.xhtml#top">दूसरा अध्याय</a></li></ol></nav>',
    ),
    "OEBPS/cover.xhtml": _PAGE.format(about=' epub:type="cover"', body="<p>आवरण</p>"),
    "OEBPS/a.xhtml": _PAGE.format(
        about="",
        body='<h1>पहला अध्याय</h1><p>एक गाँव था&nbsp;जहाँ<a epub:type="noteref" href="#f1">1</a> '
        'पानी<sup><a href="#f2">2</a></sup> नहीं था।<span epub:type="pagebreak">12</span></p>'
        "<ol><li>कुआँ</li><li>तालाब<ul><li>छोटा</li></ul></li></ol><h2>भीतर</h2>"
        "<table><tr><th>राज्य</th><th>वर्षा</th></tr><tr><td>बिहार</td><td>20 मिमी</td></tr></table>"
        '<aside epub:type="footnote" id="f1"><p>1. बिहार का एक गाँव।</p></aside>',
    ),
    "OEBPS/b b.xhtml": _PAGE.format(
        about="",
        body="<p>दूसरे दिन वर्षा हुई।</p><blockquote><p>जल ही जीवन है।</p></blockquote>"
        '<img src="x.jpg" alt="भीगा हुआ खेत"/><p style="display:none">छिपा।</p>',
    ),
}
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _p(text: str, style: str = "", extra: str = "") -> str:
    look = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{look}{extra}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def _row(*cells: str, look: str = "") -> str:
    return f"<w:tr>{look}{''.join(f'<w:tc>{_p(cell)}</w:tc>' for cell in cells)}</w:tr>"


_NUMBERED = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'
_HEADER = "<w:trPr><w:tblHeader/></w:trPr>"
DOCX = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "docProps/core.xml": '<c:coreProperties xmlns:c="urn:c" xmlns:dc="urn:dc" xmlns:t="urn:t">'
    "<dc:title>Document1</dc:title><dc:creator>राम शर्मा</dc:creator>"
    "<t:created>2024-03-15T10:00:00Z</t:created></c:coreProperties>",
    "word/styles.xml": f"<w:styles {_W}>"
    '<w:style w:styleId="T"><w:name w:val="Title"/></w:style>'
    '<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="Mine"><w:name w:val="मेरा"/><w:basedOn w:val="H1"/></w:style>'
    '<w:style w:styleId="Q"><w:name w:val="Intense Quote"/></w:style>'
    '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
    '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>',
    "word/numbering.xml": f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0">'
    '<w:lvl><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl>'
    '<w:lvl><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
    "word/footnotes.xml": f'<w:footnotes {_W}><w:footnote w:id="-1" w:type="separator"><w:p/>'
    f'</w:footnote><w:footnote w:id="2">{_p("बिहार का एक गाँव।")}</w:footnote></w:footnotes>',
    "word/document.xml": f"<w:document {_W}><w:body>"
    + _p("नदी पर पुल", "T")
    + _p("पहला भाग", "Mine")
    + '<w:p><w:r><w:t xml:space="preserve">एक गाँव </w:t></w:r>'
    "<w:del><w:r><w:delText>नहीं</w:delText></w:r></w:del>"
    "<w:ins><w:r><w:t>था।</w:t></w:r></w:ins><w:r><w:footnoteReference w:id='2'/></w:r>"
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>छिपा</w:t></w:r></w:p>"
    + _p("कुआँ", extra=_NUMBERED.format(0))
    + _p("छोटा", extra=_NUMBERED.format(1))
    + _p("तालाब", extra=_NUMBERED.format(0))
    + _p("जल ही जीवन है।", "Q")
    + _p("सादा अनुच्छेद है।", "A")
    + f"<w:tbl>{_row('राज्य', 'वर्षा', look=_HEADER)}{_row('बिहार', '20 मिमी')}</w:tbl>"
    + "</w:body></w:document>",
}
_O = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"'
)
ODT = {
    "meta.xml": f"<office:document-meta {_O}><office:meta><dc:creator>राम शर्मा</dc:creator>"
    "<meta:creation-date>2024-03-15T10:00:00.123456789</meta:creation-date></office:meta>"
    "</office:document-meta>",
    "styles.xml": f'<office:document-styles {_O}><style:style style:name="Title"/>'
    '<style:style style:name="Quotations"/></office:document-styles>',
    "content.xml": f"<office:document-content {_O}><office:automatic-styles>"
    '<style:style style:name="P1" style:parent-style-name="Title"/>'
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1"/>'
    '<text:list-level-style-bullet text:level="2"/></text:list-style>'
    "</office:automatic-styles><office:body><office:text>"
    '<text:p text:style-name="P1">नदी पर पुल</text:p>'
    '<text:h text:outline-level="1">पहला भाग</text:h>'
    "<text:p>एक गाँव<text:s/>था।<text:note><text:note-citation>1</text:note-citation>"
    "<text:note-body><text:p>बिहार का एक गाँव।</text:p></text:note-body></text:note></text:p>"
    '<text:list text:style-name="L1"><text:list-item><text:p>कुआँ</text:p><text:list>'
    "<text:list-item><text:p>छोटा</text:p></text:list-item></text:list></text:list-item>"
    "<text:list-item><text:p>तालाब</text:p></text:list-item></text:list>"
    '<text:p text:style-name="Quotations">जल ही जीवन है।</text:p><text:p>सादा अनुच्छेद है।</text:p>'
    "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>राज्य</text:p></table:table-cell>"
    "<table:table-cell><text:p>वर्षा</text:p></table:table-cell></table:table-row>"
    "</table:table-header-rows>"
    "<table:table-row><table:table-cell><text:p>बिहार</text:p></table:table-cell>"
    "<table:table-cell><text:p>20 मिमी</text:p></table:table-cell></table:table-row></table:table>"
    "</office:text></office:body></office:document-content>",
}
MIMETYPES = {"epub": "application/epub+zip", "odt": "application/vnd.oasis.opendocument.text"}
PACKAGES = {"epub": EPUB, "docx": DOCX, "odt": ODT}


def package(kind: str, **parts: str | bytes) -> bytes:
    """A document of that kind; ``parts`` replace its own, ``__`` in their names being ``/``."""
    files: dict[str, str | bytes] = dict(PACKAGES[kind])
    files.update(parts)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        if kind in MIMETYPES:
            packed.writestr("mimetype", MIMETYPES[kind], zipfile.ZIP_STORED)
        for name, content in files.items():
            packed.writestr(name, content)
    return held.getvalue()
