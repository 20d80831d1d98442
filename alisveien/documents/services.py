"""Taking a file in."""

import hashlib
import re
from datetime import datetime
from typing import Protocol

from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.errors import agree
from alisveien.documents.kinds import KINDS, LARGEST, kind_of
from alisveien.documents.models import Content, Document

NAMELESS = "dokument"


class Upload(Protocol):
    """A file somebody sent in: its name, its size, and what reads it."""

    name: str | None

    @property
    def size(self) -> int | None:
        """The size in bytes, as far as it is known."""

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place in the content, to read it once more."""

    def read(self, num_bytes: int | None = None) -> bytes:
        """Up to so many bytes of the content."""


def against_keeping(size: int, content: bytes) -> list[str]:
    """Every reason why a file is not taken in; empty when it is. ``content`` may be cut off when it is too large."""
    if size > LARGEST:
        words = _("Filen er for stor. Den kan være på høyst {most}.")
        return [words.format(most=filesizeformat(LARGEST))]
    if not content:
        return [_("Filen er tom.")]
    if kind_of(content) is None:
        words = _("Filtypen tas ikke imot. Bruk PDF, Word, Excel (uten makroer), PNG, JPEG eller ren tekst ({text}).")
        return [words.format(text=_("fra Excel: «CSV UTF-8»"))]
    return []


@transaction.atomic
def keep_document(*, upload: Upload, by: Actor, at: datetime) -> Document:
    """Keep a file. Raises RuleBroken with the reason when it is too large, empty or of a kind we do not take.

    The caller has asked whether ``by`` may, and hangs the document on its own thing in the same transaction.
    """
    content = upload.read(LARGEST + 1)
    agree(against_keeping(len(content), content))
    kind = kind_of(content)
    assert kind is not None
    document = Document.objects.create(
        name=safe_name(upload.name or "", KINDS[kind].ending),
        kind=kind,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by=by.user_id,
        uploaded_by_link=by.link.link_id if by.link else None,
        at=at,
    )
    Content.objects.create(document=document, content=content)
    return document


def content_of(document: Document) -> bytes:
    """The bytes of a document, for a deed that works on them. The caller has asked whether it may."""
    return bytes(Content.objects.get(document=document).content)


def remove_document(*, document: Document) -> None:
    """Take a file away with its content. What it was hung on has let go of it, or does so by its key."""
    document.delete()


def safe_name(name: str, ending: str) -> str:
    """A name without folders and control signs, with the ending its content has (CSV keeps its own)."""
    last = re.split(r"[\\/]", name)[-1]
    plain = "".join(sign for sign in last if sign.isprintable() and sign not in '<>:"|?*').strip(" .")
    stem, dot, was = plain.rpartition(".")
    if not dot:
        stem, was = plain, ""
    kept = ".csv" if ending == ".txt" and was.lower() == "csv" else ending
    return f"{(stem or NAMELESS)[:150]}{kept}"
