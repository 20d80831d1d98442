"""A plain document of headings, paragraphs and points, written as DOCX with what Python has."""

import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Literal
from xml.sax.saxutils import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MADE = (1980, 1, 1, 0, 0, 0)
"""Each part is dated the same, so that the same words give the same bytes."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph: a title, a heading, running text, or a point of a list."""

    look: Literal["Title", "Heading1", "Normal", "ListBullet"]
    text: str


def docx(blocks: Iterable[Block]) -> bytes:
    """The document, in bokmål. Control signs that XML cannot hold are left out."""
    body = "".join(_paragraph(block) for block in blocks)
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{MAIN}.document.main+xml"/>'
            f'<Override PartName="/word/styles.xml" ContentType="{MAIN}.styles+xml"/></Types>'
        ),
        "_rels/.rels": _relation("officeDocument", "word/document.xml"),
        "word/_rels/document.xml.rels": _relation("styles", "styles.xml"),
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": _styles(),
    }
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(zipfile.ZipInfo(name, MADE), HEAD + content)
    return kept.getvalue()


def _paragraph(block: Block) -> str:
    text = escape("".join(sign for sign in block.text if sign >= " "))
    point = "• " if block.look == "ListBullet" else ""
    style = f'<w:pPr><w:pStyle w:val="{block.look}"/></w:pPr>'
    return f'<w:p>{style}<w:r><w:t xml:space="preserve">{point}{text}</w:t></w:r></w:p>'


def _relation(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )


def _styles() -> str:
    """Title, heading, text and point: sizes in half points, space in twentieths of a point."""
    looks = [("Normal", 22, 120, 0, ""), ("ListBullet", 22, 60, 360, "")]
    looks += [("Title", 44, 240, 0, "<w:b/>"), ("Heading1", 28, 120, 0, "<w:b/>")]
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>'
        f'<w:pPr><w:spacing w:after="{after}"/><w:ind w:left="{left}"/></w:pPr>'
        f'<w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/>{bold}<w:sz w:val="{size}"/>'
        f'<w:lang w:val="nb-NO"/></w:rPr></w:style>'
        for name, size, after, left, bold in looks
    )
    return f'<w:styles xmlns:w="{WORD}">{styles}</w:styles>'
