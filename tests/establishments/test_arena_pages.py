"""The pages of arenas: the list, the record, the description step by step with what was typed kept, and the goals."""

import re
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from alisveien.base.actor import VISITOR
from alisveien.base.errors import NotAllowed
from alisveien.establishments.models import Arena, ArenaPaper, KeptAnswers
from alisveien.establishments.queries_kept import kept_for
from alisveien.establishments.services import arenas as services
from alisveien.establishments.services.demonstration_arenas import load_arenas
from alisveien.establishments.services.kept import keep_answers
from alisveien.journal.history import history_of
from tests.establishments.cases import NOW, place
from tests.establishments.test_arenas import START, an_arena
from tests.roles import ADVISER, DOCTOR, MUNICIPAL_LEADER, actor_as, client_as
from tests.seen import carried
from tests.workbench.flat import assert_flat

pytestmark = [pytest.mark.usefixtures("register"), pytest.mark.django_db]
TOGETHER = "/laringsarenaer/kommune/5540/"


def post(client: Client, path: str, typed: dict[str, Any]) -> Any:
    """Open the page and send what was typed on it."""
    return client.post(path, typed | carried(client, path))


def words(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_the_leader_adds_an_arena_step_by_step() -> None:
    client = client_as(MUNICIPAL_LEADER)
    assert "Legg til arena" in words(client, TOGETHER)
    assert "Dette må rettes" in client.post(f"{TOGETHER}ny/", {"kind": "medical_centre"}).content.decode()
    sent = client.post(f"{TOGETHER}ny/", {"kind": "medical_centre", "name": "Legesenteret"})
    arena = Arena.objects.get()
    assert sent.headers["Location"] == f"/laringsarenaer/{arena.pk}/leger/"
    again = client.post(f"{TOGETHER}ny/", {"kind": "medical_centre", "name": "Legesenteret"})
    assert "dette navnet" in again.content.decode()
    onward = post(client, f"/laringsarenaer/{arena.pk}/leger/", {"doctors": "4", "specialists": "1"})
    assert onward.headers["Location"] == f"/laringsarenaer/{arena.pk}/utstyr/"
    done = post(client, f"/laringsarenaer/{arena.pk}/utstyr/", {"equipment": ["ecg", "doppler"], "ferdig": "ja"})
    assert done.headers["Location"] == f"/laringsarenaer/{arena.pk}/"
    record = words(client, f"/laringsarenaer/{arena.pk}/")
    for said in ("EKG", "doppler", "Ikke beskrevet ennå", "Fyll ut", "ikke bekreftet ennå"):
        assert said in record
    goals = post(client, f"/laringsarenaer/{arena.pk}/mal/", {"ALM-004": "helt", "ALM-005": "delvis"})
    assert goals.headers["Location"] == f"/laringsarenaer/{arena.pk}/"
    arena.refresh_from_db()
    assert (arena.goals_full, arena.goals_partly) == (["ALM-004"], ["ALM-005"])
    assert "selected>nås helt" in words(client, f"/laringsarenaer/{arena.pk}/mal/")
    assert client.get(f"/laringsarenaer/{arena.pk}/tull/").status_code == 404
    for path in (f"/laringsarenaer/{arena.pk}/", f"/laringsarenaer/{arena.pk}/leger/"):
        assert client_as(MUNICIPAL_LEADER, stranger=True).get(path).status_code == 404
    assert "Fyll ut" not in words(client_as(ADVISER), f"/laringsarenaer/{arena.pk}/")
    assert client_as(ADVISER).get(f"/laringsarenaer/{arena.pk}/leger/").status_code == 403
    assert client_as(DOCTOR).get("/laringsarenaer/").status_code == 403


def test_what_was_typed_is_kept_with_its_faults_until_it_is_sent() -> None:
    arena, client = an_arena(), client_as(MUNICIPAL_LEADER)
    path = f"/laringsarenaer/{arena.pk}/utstyr/"
    saved = client.post(f"{path}lagre/", {"staff": "fem", "equipment": ["ecg"], "room_note": "Lyst"})
    assert saved.json()["saved"].startswith("Lagret kl.")
    page = words(client, path)
    assert 'value="fem"' in page
    assert "Lyst" in page
    assert page.count("Hjelp til denne siden") == 1
    assert "EKG" in page
    assert page.count("checked") == 1
    assert "Lyst" not in words(client_as(MUNICIPAL_LEADER, place("4601")), "/laringsarenaer/")
    wrong = post(client, path, {"staff": "seks", "equipment": ["ecg"]})
    assert "Dette må rettes" in wrong.content.decode()
    assert 'value="seks"' in words(client, path)
    post(client, path, {"staff": "6", "equipment": ["ecg"]})
    assert not KeptAnswers.objects.exists()
    client.post(f"/laringsarenaer/{arena.pk}/mal/lagre/", {"ALM-004": "helt"})
    assert "selected>nås helt" in words(client, f"/laringsarenaer/{arena.pk}/mal/")


def test_what_was_kept_is_not_laid_over_what_another_saved_meanwhile() -> None:
    arena, client = an_arena(staff=3), client_as(MUNICIPAL_LEADER)
    path = f"/laringsarenaer/{arena.pk}/utstyr/"
    client.post(f"{path}lagre/", {"staff": "5"} | carried(client, path))
    Arena.objects.filter(pk=arena.pk).update(staff=4)
    told = post(client, path, {"staff": "5"}).content.decode()
    assert "Noen andre har endret dette" in told
    assert "Hjelpepersonell er nå «4»." in told
    assert 'value="5"' in told
    again = re.search(r'name="seen" value="(\w+)"', told)
    assert again
    assert client.post(path, {"staff": "5", "seen": again[1]}).status_code == 302
    arena.refresh_from_db()
    assert arena.staff == 5


def test_kept_answers_are_ones_own_and_thrown_away_after_ninety_days() -> None:
    leader = actor_as(MUNICIPAL_LEADER)
    kept = keep_answers(subject="a", typed={"x": ["1\x00" + "y" * 2000]}, by=leader, at=NOW)
    assert kept.typed == {"x": ["1" + "y" * 999]}
    assert kept_for(VISITOR, "a") is None
    assert kept_for(actor_as(ADVISER), "a") is None
    with pytest.raises(NotAllowed):
        keep_answers(subject="a", typed={}, by=VISITOR, at=NOW)
    keep_answers(subject="b", typed={}, by=leader, at=NOW + timedelta(days=91))
    assert kept_for(leader, "a") is None


def test_the_municipality_reads_through_and_confirms() -> None:
    client = client_as(MUNICIPAL_LEADER)
    assert "ingen arena å bekrefte" in client.post(f"{TOGETHER}bekreft/").content.decode()
    arena = an_arena(doctors=3)
    assert "Legesenteret" in words(client, f"{TOGETHER}bekreft/")
    client.post(f"{TOGETHER}bekreft/")
    assert "Prøve municipal_leader" in words(client, f"/laringsarenaer/{arena.pk}/")
    Arena.objects.update(confirmed_by_id=None)
    assert "kommunen, med lenke" in words(client, f"/laringsarenaer/{arena.pk}/")


def test_papers_are_written_down_and_ended_on_their_pages() -> None:
    arena, client = an_arena(), client_as(MUNICIPAL_LEADER)
    path = f"/laringsarenaer/{arena.pk}/avtale/"
    assert "hvem avtalen er med" in client.post(path, {"kind": "agreement", "from_on": "2026-01-01"}).content.decode()
    client.post(path, {"kind": "agreement", "about": "Tromsø kommune", "from_on": "2026-01-01"})
    paper = ArenaPaper.objects.get()
    assert "Tromsø kommune" in words(client, f"/laringsarenaer/{arena.pk}/")
    end = f"/laringsarenaer/avtale/{paper.pk}/slutt/"
    assert words(client, end)
    assert client_as(MUNICIPAL_LEADER, stranger=True).get(end).status_code == 404
    post(client, end, {"to_on": "2026-06-01"})
    assert "fra 1. januar 2026 til 1. juni 2026" in words(client, f"/laringsarenaer/{arena.pk}/")


def test_together_the_arenas_show_what_is_missing_at_home() -> None:
    an_arena(goals_full=["ALM-004"])
    an_arena(kind="nursing_home", name="Sykehjemmet", goals_partly=["ALM-005"])
    an_arena(name="Gamle senter", closed_on=START)
    page = words(client_as(ADVISER), TOGETHER)
    for said in ("helt: Legesenteret", "delvis: Sykehjemmet", "nås i sykehus", "Mangler", "Gamle senter"):
        assert said in page
    assert "Legg til arena" not in page
    assert "Saksbehandling" in words(client_as(ADVISER), f"{TOGETHER}?fag=SAM")
    town = words(client_as(ADVISER), "/kommuner/5540/")
    assert "Se alle, og hvilke læringsmål de gir" in town
    assert "Læringsarenaer" not in words(Client(), "/kommuner/5540/")


def test_the_list_is_filtered_exported_and_flat(settings: Any) -> None:
    client = client_as(ADVISER)
    equipment = ["audiometry", "doppler", "ecg", "laboratory", "minor_surgery", "rectoscopy", "spirometry"]
    an_arena(equipment=equipment, doctors=4)
    an_arena("5501", name="Tromsø legesenter", daily_supervision="no", is_synthetic=True)
    assert "Tromsø legesenter" not in words(client, "/laringsarenaer/?utstyr=7")
    assert "ØVINGSDATA" in words(client, "/laringsarenaer/?supervisjon=no")
    book = load_workbook(BytesIO(client.get("/laringsarenaer/?last_ned=xlsx").content))
    rows = list(book.worksheets[0].values)
    assert rows[0][0] == "Arena"
    assert {row[0] for row in rows[1:]} == {"Legesenteret", "Tromsø legesenter"}
    names = iter("abcdef")
    assert_flat(lambda: client.get("/laringsarenaer/"), lambda: an_arena(name=next(names)))
    assert_flat(lambda: client.get(TOGETHER), lambda: an_arena(name=next(names)))


def test_the_demonstration_describes_the_north_and_marks_it(settings: Any) -> None:
    settings.DEMONSTRATION = True
    call_command("load_institutions", verbosity=0)
    assert Arena.objects.filter(kind="medical_centre", is_synthetic=True).count() == 80
    assert not Arena.objects.filter(is_synthetic=False).exists()
    assert load_arenas() == 0
    arena = Arena.objects.filter(place=place(), kind="medical_centre").get()
    assert "oppdiktet" in words(client_as(ADVISER), f"/laringsarenaer/{arena.pk}/")
    assert services.confirm_arenas(place=place(), by=actor_as(MUNICIPAL_LEADER), at=NOW) >= 2
    settings.DEMONSTRATION = False
    with pytest.raises(NotAllowed):
        load_arenas()


def then(moment: datetime, deed: Any) -> Any:
    """What a deed gives whose rows were written at a moment, as far as the history is asked."""
    newest = {model: history_of(model)._default_manager.order_by("-pgh_id").first() for model in (Arena, ArenaPaper)}
    done = deed()
    for model, last in newest.items():
        rows = history_of(model)._default_manager.filter(pgh_id__gt=last.pgh_id if last else 0)  # type: ignore[attr-defined]
        rows.update(pgh_created_at=moment)
    return done


def test_the_record_shows_how_it_was_described_on_a_day() -> None:
    arena = then(datetime(2025, 3, 1, 12, tzinfo=UTC), lambda: an_arena(doctors=3, goals_full=["ALM-004"]))
    old = {"arena": arena, "kind": "agreement", "from_on": START}
    first = then(datetime(2025, 3, 2, 12, tzinfo=UTC), lambda: ArenaPaper.objects.create(about="Tromsø", **old))
    ArenaPaper.objects.create(about="Narvik", **old | {"from_on": date(2025, 1, 1)})
    arena.doctors, arena.name = 5, "Nye senter"
    arena.save()
    leader, path = client_as(MUNICIPAL_LEADER), f"/laringsarenaer/{arena.pk}/"
    now = words(leader, path)
    assert "Nye senter" in now
    assert "Narvik" in now
    page = words(leader, f"{path}?per=2025-03-02")
    for said in ("Registeret slik det var 2. mars 2025", "Legesenteret", "Tromsø", "1 helt", "Vis slik det er i dag"):
        assert said in page
    for said in ("Nye senter", "Narvik", "Fyll ut", "Avslutt<", ">Logg<", f"/avtale/{first.pk}/slutt/"):
        assert said not in page
    assert "Tromsø" not in words(leader, f"{path}?per=2025-03-01")
    early = words(leader, f"{path}?per=2025-02-01")
    assert "Arenaen var ikke beskrevet her den dagen." in early
    assert "Læringsmål</h2>" not in early
    assert "er ikke en dato" in words(leader, f"{path}?per=i-fjor")
    assert client_as(MUNICIPAL_LEADER, stranger=True).get(f"{path}?per=2025-03-02").status_code == 404


def test_a_day_of_the_record_asks_as_often_with_three_papers_as_with_one() -> None:
    arena, client = an_arena(), client_as(ADVISER)

    def one_more() -> None:
        ArenaPaper.objects.create(arena=arena, kind="in_plan", from_on=START)

    one_more()
    day = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert_flat(lambda: client.get(f"/laringsarenaer/{arena.pk}/?per={day}"), one_more)
