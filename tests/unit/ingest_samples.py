"""Real files of each kind, made by the tools people make them with. All text is constructed."""

import io
import zipfile
from collections.abc import Sequence
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import docx
import pyarrow
import pyarrow.parquet
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, SimpleDocTemplate
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

BODY = (
    "Rebels shelled a market in Hama on Monday, killing twelve people and wounding twenty, "
    "residents said. The army denied that its positions near the town had been attacked."
)
MORE = (
    "In Aleppo, a car bomb exploded outside a police station on Friday, killing three officers. "
    "No group claimed responsibility for the attack, which was the second in the city this month."
)
PAGE = (
    "<html><head><title>Shelling in Hama</title></head><body><article><h1>Shelling in Hama</h1>"
    f"<p>{BODY}</p><p>{MORE}</p></article></body></html>"
)
FRENCH = (
    "Trois soldats ont été tués lundi dans une embuscade près de la frontière, a annoncé le "
    "ministère de la Défense. Les assaillants, dont le nombre reste inconnu, ont pris la fuite."
)


def _on_each_page(pdf, doc) -> None:
    pdf.setFont("Helvetica", 9)
    pdf.drawString(60, 810, "Constructed Monitor - Weekly Report")
    pdf.drawCentredString(297, 25, f"Page {doc.page} of 3")


def pdf_of_paragraphs(paragraphs: Sequence[str], heads: bool = False) -> bytes:
    """A PDF as reportlab sets it, with running heads and page numbers if wanted."""
    out = io.BytesIO()
    style = getSampleStyleSheet()["BodyText"]
    made = SimpleDocTemplate(out, pagesize=A4, title="Weekly report")
    draw = {"onFirstPage": _on_each_page, "onLaterPages": _on_each_page} if heads else {}
    made.build([Paragraph(text, style) for text in paragraphs], **draw)
    return out.getvalue()


def pdf_of_columns(paragraphs: Sequence[str], headline: str) -> bytes:
    """Two columns under a headline that spans both."""
    out = io.BytesIO()
    made = BaseDocTemplate(out, pagesize=A4)
    frames = [Frame(50, 300, 235, 440, id="left"), Frame(305, 300, 235, 440, id="right")]

    def head(pdf, doc) -> None:  # noqa: ARG001
        pdf.setFont("Helvetica-Bold", 18)
        pdf.drawString(56, 770, headline)

    made.addPageTemplates([PageTemplate(id="two", frames=frames, onPage=head)])
    style = getSampleStyleSheet()["BodyText"]
    made.build([Paragraph(text, style) for text in paragraphs])
    return out.getvalue()


def pdf_of_lines(lines: Sequence[str], scans: int = 0, password: str | None = None) -> bytes:
    """Lines set one by one; then pages that are pictures."""
    out = io.BytesIO()
    from reportlab.lib.pdfencrypt import StandardEncryption

    locked = StandardEncryption(password, ownerPassword="owner") if password else None
    pdf = canvas.Canvas(out, pagesize=A4, encrypt=locked)
    for i, line in enumerate(lines):
        pdf.drawString(60, 780 - 14 * i, line)
    if lines:
        pdf.showPage()
    picture = ImageReader(Image.new("L", (60, 80), 200))
    for _ in range(scans):
        pdf.drawImage(picture, 0, 0, 595, 842)
        pdf.showPage()
    pdf.save()
    return out.getvalue()


def pdf_of_signs(lines: Sequence[str]) -> bytes:
    """Each sign placed by itself, as browsers and typesetters place them; blanks are only gaps."""
    out = io.BytesIO()
    pdf = canvas.Canvas(out, pagesize=A4)
    pdf.setFont("Times-Roman", 11)
    for i, line in enumerate(lines):
        at = 60.0
        for sign in line:
            if sign != " ":
                pdf.drawString(at, 780 - 13 * i, sign)
            at += pdf.stringWidth(sign, "Times-Roman", 11)
    pdf.save()
    return out.getvalue()


def word_document(paragraphs: Sequence[str], title: str = "", rows: Sequence[str] = ()) -> bytes:
    """A Word document as python-docx writes it."""
    made = docx.Document()
    made.core_properties.title = title
    for text in paragraphs:
        made.add_paragraph(text)
    if rows:
        table = made.add_table(rows=len(rows), cols=1)
        for row, text in zip(table.rows, rows, strict=True):
            row.cells[0].text = text
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def warc(pages: Sequence[tuple[str, str, bytes, str]], gzip: bool = True) -> bytes:
    """A WARC file as warcio writes it, of (address, media type, content, status)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzip)
    writer.write_record(writer.create_warcinfo_record("constructed.warc", {"software": "test"}))
    for address, kind, content, status in pages:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            address, "response", payload=io.BytesIO(content), http_headers=headers
        )
        writer.write_record(record)
    return out.getvalue()


def wacz(archive: bytes) -> bytes:
    """A WACZ file around a WARC file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("datapackage.json", "{}")
        made.writestr("archive/data.warc.gz", archive)
    return out.getvalue()


def parquet(rows: dict[str, list]) -> bytes:
    """A Parquet file as PyArrow writes it."""
    out = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(rows), out)
    return out.getvalue()


def saved_page(page: str, address: str) -> bytes:
    """A page as a browser saves it in one file."""
    message = MIMEMultipart("related", type="text/html")
    message["Snapshot-Content-Location"] = address
    message["Subject"] = "Shelling in Hama"
    part = MIMEText(page, "html", "utf-8")
    part["Content-Location"] = address
    message.attach(part)
    message.attach(MIMEText("body {color: red}", "css", "utf-8"))
    return message.as_bytes()


RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Constructed Wire</title><link>https://example.org/</link><language>en</language>
<item><title>Shelling in Hama</title><link>https://example.org/1</link>
<pubDate>Mon, 07 Mar 2016 21:10:00 +0200</pubDate><description>short</description>
<content:encoded><![CDATA[<p>{BODY}</p><script>x()</script><p>Second &amp; last.</p>]]>
</content:encoded></item>
<item><title></title><description></description></item>
<item><title>Bomb in Aleppo</title><guid>https://example.org/2</guid>
<pubDate>no day</pubDate><description>{MORE}</description></item>
</channel></rss>"""
ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title>Constructed Atom</title>
<entry><title>Shelling in Hama</title><id>urn:1</id><updated>2016-03-08T01:00:00Z</updated>
<published>2016-03-07T23:30:00-05:00</published>
<link rel="self" href="https://example.org/self"/><link href="https://example.org/1"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{BODY}</p></div></content>
</entry></feed>"""
