"""The supervision agreement of a placement as a file: put in, fetched by who sees the placement, removed, scrubbed."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from alisveien.base.actor import VISITOR
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.documents.models import Content, Document
from alisveien.documents.services import content_of
from alisveien.journal import scrubbing
from alisveien.journal.models import Entry
from alisveien.journal.telling import tell
from alisveien.placements import queries_stays as queries
from alisveien.placements import rules_stays as rules
from alisveien.placements.models import Placement, SupervisionPaper
from alisveien.placements.services import stay_papers as services
from tests import roles
from tests.placements.staying import AT, coordinator, doctor_user, leader, placed
from tests.roles import client_as, signed_in

pytestmark = pytest.mark.usefixtures("demonstration")


def upload(content: bytes = b"%PDF-1.7 first", name: str = "avtale.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def keep(one: Placement, content: bytes = b"%PDF-1.7 first", name: str = "avtale.pdf", by: Any = None) -> Any:
    return services.keep_paper(placement=one, upload=upload(content, name), by=by or coordinator(), at=AT)


def told(one: Placement) -> list[str]:
    entries = Entry.objects.filter(about_model="placements.placement", about_id=one.pk).order_by("pk")
    return [tell(entry).text for entry in entries]


def test_a_new_agreement_takes_the_place_of_the_old_and_removing_leaves_nothing() -> None:
    one = placed(1)
    keep(one)
    keep(one, b"%PDF-1.7 second")
    paper = SupervisionPaper.objects.get()
    assert (Document.objects.count(), content_of(paper.document)) == (1, b"%PDF-1.7 second")
    services.remove_paper(placement=one, by=coordinator(), at=AT)
    services.remove_paper(placement=one, by=coordinator(), at=AT)
    assert (Document.objects.count(), Content.objects.count(), SupervisionPaper.objects.count()) == (0, 0, 0)
    assert told(one) == [
        "Veiledningsavtalen lagt inn som fil",
        "Veiledningsavtalen lagt inn som fil",
        "Fila med veiledningsavtalen slettet",
    ]


def test_only_the_hospitals_side_puts_it_in_or_takes_it_away() -> None:
    one = placed(1)
    with pytest.raises(NotAllowed):
        keep(one, by=leader())
    keep(one)
    with pytest.raises(NotAllowed):
        services.remove_paper(placement=one, by=leader(), at=AT)
    assert SupervisionPaper.objects.count() == 1


def test_a_file_that_is_not_taken_leaves_what_was_there() -> None:
    one = placed(1)
    keep(one)
    with pytest.raises(RuleBroken):
        keep(one, b"MZ\x00\x01\xff")
    assert content_of(SupervisionPaper.objects.get().document) == b"%PDF-1.7 first"


def test_a_placement_that_fell_away_gets_none() -> None:
    one = placed(1)
    Placement.objects.filter(pk=one.pk).update(state="cancelled")
    with pytest.raises(RuleBroken):
        keep(one)
    with pytest.raises(RuleBroken):
        services.remove_paper(placement=one, by=coordinator(), at=AT)


def test_a_file_of_something_else_is_not_handed_out() -> None:
    one, other = placed(1), placed(2)
    paper = keep(one)
    assert rules.may_read_paper(one, paper.document)
    assert not rules.may_read_paper(other, paper.document)
    keep(other)
    assert not rules.may_read_paper(other, paper.document)


def test_both_sides_and_the_doctor_fetch_it_and_nobody_else(client: Any) -> None:
    one = placed(1, user=doctor_user())
    trust = client_as(roles.TRUST_COORDINATOR)
    page, file = (reverse(f"placements:{name}", args=[one.pk]) for name in ("stay_paper", "stay_paper_file"))
    assert trust.get(file).status_code == 404
    assert "Velg fila med avtalen" in trust.post(page, {}).content.decode()
    assert trust.post(page, {"upload": upload()}).status_code == 302
    shown = trust.get(reverse("placements:stay", args=[one.pk])).content.decode()
    assert "avtale.pdf" in shown
    assert "Bytt eller slett fila" in shown
    assert "Dagen er ikke ført" in shown
    for who in (trust, client_as(roles.MUNICIPAL_LEADER)):
        got = who.get(file)
        assert (got.status_code, got.content) == (200, b"%PDF-1.7 first")
        assert "attachment" in got.headers["Content-Disposition"]
    assert client_as(roles.MUNICIPAL_LEADER).get(page).status_code == 403
    assert signed_in(one.doctor.user).get(file).status_code == 200
    assert client.get(file).status_code == 404
    for role in (roles.FIGURES_READER, roles.ADMINISTRATOR):
        assert client_as(role).get(file).status_code in (403, 404)
    removed = reverse("placements:stay_paper_remove", args=[one.pk])
    assert client_as(roles.MUNICIPAL_LEADER).post(removed).status_code == 403
    assert trust.post(removed).status_code == 302
    assert trust.get(file).status_code == 404


def test_removing_from_a_placement_that_fell_away_is_told() -> None:
    one = placed(1)
    Placement.objects.filter(pk=one.pk).update(state="cancelled")
    trust = client_as(roles.TRUST_COORDINATOR)
    answer = trust.post(reverse("placements:stay_paper_remove", args=[one.pk]), follow=True)
    assert "falt bort" in answer.content.decode()
    assert "falt bort" in trust.get(reverse("placements:stay_paper", args=[one.pk])).content.decode()


def test_two_years_after_the_placement_the_file_is_empty_and_no_longer_shown() -> None:
    one = placed(1)
    keep(one)
    day = datetime(one.to_on.year + 3, 12, 31, 3, tzinfo=UTC)
    assert scrubbing.scrub(by=VISITOR, at=day) is not None
    document = Document.objects.get()
    assert (document.name, document.uploaded_by, content_of(document)) == ("", None, b"")
    assert queries.paper_of(one) is None
