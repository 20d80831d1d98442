"""Documents: known by content, kept whole, handed out past a rule and never run."""

import io
import zipfile
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError

from alisveien.base.actor import VISITOR, Actor
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.documents import services
from alisveien.documents.kinds import LARGEST, kind_of
from alisveien.documents.models import Document
from alisveien.documents.serving import download

AT = datetime(2027, 1, 1, 12, tzinfo=UTC)
BY = Actor(user_id=5)


def zipped(*names: str) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as file:
        for name in names:
            file.writestr(zipfile.ZipInfo(name), "x")  # dated 1980, the same for every worker
    return kept.getvalue()


WORKBOOK = zipped("[Content_Types].xml", "xl/workbook.xml")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 ...", "pdf"),
        (b"\x89PNG\r\n\x1a\n...", "png"),
        (b"\xff\xd8\xff\xe0", "jpeg"),
        (WORKBOOK, "xlsx"),
        (zipped("[Content_Types].xml", "word/document.xml"), "docx"),
        ("Navn;Sted\r\nÅse;Bodø\r\n".encode(), "text"),
        (zipped("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"), None),
        (zipped("skjult.exe"), None),
        (WORKBOOK[:40], None),
        (b"<html><script>", None),
        (b"  <svg xmlns='http://www.w3.org/2000/svg'>", None),
        (b"MZ\x90\x00", None),
        (b"\xff\xfe\x00", None),
        (b"Navn\x00", None),
    ],
    ids=range(14),
)
def test_a_file_is_what_is_in_it(content: bytes, kind: str | None) -> None:
    assert kind_of(content) == kind


def kept(name: str, content: bytes) -> Document:
    return services.keep_document(upload=SimpleUploadedFile(name, content), by=BY, at=AT)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\ola\\avtale.PDF", "avtale.pdf"),
        ("avtale.exe", "avtale.pdf"),
        ("...", "dokument.pdf"),
        ("Årsplan 2028.pdf", "Årsplan 2028.pdf"),
        ("x" * 300, "x" * 150 + ".pdf"),
    ],
)
def test_a_name_says_nothing_about_folders_and_nothing_false(name: str, safe: str) -> None:
    assert services.safe_name(name, ".pdf") == safe


@pytest.mark.django_db
def test_a_kept_file_comes_back_as_it_was_and_cannot_run() -> None:
    document = kept("Plan «2028».xlsx", WORKBOOK)
    assert (document.kind, document.size, document.uploaded_by, document.at) == ("xlsx", len(WORKBOOK), 5, AT)
    answer = download(BY, document, may=lambda actor, one: actor.user_id == one.uploaded_by)
    assert answer.content == WORKBOOK
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''Plan")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.django_db
def test_who_may_not_gets_nothing() -> None:
    document = kept("a.pdf", b"%PDF-1.7")
    with pytest.raises(NotAllowed):
        download(VISITOR, document, may=lambda actor, one: False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "word"), [(b"", "tom"), (b"%PDF-" + b"x" * LARGEST, "for stor"), (b"<html>", "Filtypen")]
)
def test_what_is_not_taken_is_refused_with_the_reason(content: bytes, word: str) -> None:
    with pytest.raises(RuleBroken, match=word):
        kept("a.pdf", content)
    assert not Document.objects.exists()


@pytest.mark.django_db
def test_the_database_refuses_a_kind_we_do_not_take() -> None:
    with pytest.raises(IntegrityError, match="document_kind"):
        Document.objects.create(name="a", kind="svg", size=1, sha256="0" * 64, at=AT)
