"""The pages of a round: what shows, what does not, and how many questions they ask."""

import io
import json
import re
import zipfile
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from alisveien.cli.main import main
from alisveien.people.models import Doctor
from alisveien.placements.models import Intake, Nomination, Outcome, RejectedRow, Round
from tests.placements.loading import WITHOUT_FAULTS, load
from tests.placements.people import AT, UNN, coordinator, released
from tests.roles import (
    ADVISER,
    CHIEF_MEDICAL_OFFICER,
    MUNICIPAL_LEADER,
    SUPERVISOR,
    TRUST_COORDINATOR,
    client_as,
    user_as,
)
from tests.workbench.flat import queries_of

pytestmark = pytest.mark.django_db

ROUND = f"/runder/2028/{UNN}/"
PAGES = (
    "/runder/",
    ROUND,
    f"{ROUND}liste/",
    f"{ROUND}rute/",
    f"{ROUND}regelsett/",
    f"{ROUND}regelsett/?form=tabell",
    f"{ROUND}frigivelse/",
)


@pytest.fixture
def page(draft: Round) -> Client:
    """UNN's coordinator, signed in."""
    return client_as(TRUST_COORDINATOR)


def faults_address() -> str:
    return f"/innlesinger/{Intake.objects.get().pk}/"


def text_of(client: Client, address: str, status: int = 200) -> str:
    """The words of a page, without tags."""
    response = client.get(address)
    assert response.status_code == status
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def one_with(status: str) -> Outcome:
    found = Outcome.objects.filter(
        run__rules_name="bands-then-nearest", status=status, nomination__trust__code=UNN
    ).select_related("nomination__doctor", "nomination__municipality")
    return found.order_by("list_place")[0]


def card(one: Outcome) -> str:
    return f"/runder/2028/lege/{one.nomination.hpr_number}/"


@pytest.mark.parametrize("address", PAGES)
def test_every_page_says_that_the_people_are_invented(page: Client, address: str) -> None:
    assert "Øvingsdata: personene er oppdiktet" in text_of(page, address)


@pytest.mark.parametrize("address", PAGES[1:])
def test_a_visitor_and_a_stranger_find_no_round(page: Client, address: str) -> None:
    assert Client().get(address).status_code == 404
    assert client_as(TRUST_COORDINATOR, stranger=True).get(address).status_code == 404


def test_a_workbook_read_in_is_seen_by_those_who_read_in_only(page: Client) -> None:
    for client in (Client(), client_as(ADVISER), client_as(MUNICIPAL_LEADER, stranger=True)):
        assert client.get(faults_address()).status_code == 404


def test_a_visitor_is_asked_to_sign_in(draft: Round) -> None:
    assert "Logg inn for å se runder" in text_of(Client(), "/runder/")


def test_one_without_rounds_is_told_what_would_be_seen(draft: Round) -> None:
    assert "Rundene ser du som tall" in text_of(client_as(ADVISER), "/runder/")
    assert "Ingen runder å vise deg" in text_of(client_as(SUPERVISOR), "/runder/")


@pytest.mark.parametrize(
    "address",
    [
        f"/runder/2027/{UNN}/",
        f"/runder/99999999999999999999/{UNN}/",
        "/runder/2028/983974899%00/",
        "/runder/2028/974753898/",
        "/runder/2028/abc/rute/",
        "/runder/2028/lege/1/",
        f"{ROUND}filer/passord.txt",
        "/innlesinger/999999/",
    ],
)
def test_what_is_not_there_is_404(page: Client, address: str) -> None:
    assert page.get(address).status_code == 404


def test_the_round_counts_and_links(page: Client) -> None:
    words = text_of(page, ROUND)
    figures = (
        "leger er med 19 av 20",
        "foreslått fordelt 17 av 18",
        "Planen for 2026 føres videre",
        "Helseforetaket avgjør.",
    )
    assert [figure for figure in figures if figure not in words] == []
    html = page.get(ROUND).content.decode()
    for address in (f"{ROUND}liste/", f"{ROUND}rute/", f"{ROUND}regelsett/"):
        assert f'href="{address}' in html


def test_each_refused_row_says_what_is_wrong_and_what_to_do(page: Client) -> None:
    words = text_of(page, faults_address())
    for row in (5, 9, 13, 17, 21, 25, 29, 33, 37, 41, 45, 49, 53, 57):
        assert f"Rad {row} " in words
    assert "Harstad har nå nummer 5503" in words
    assert "Mente du Universitetssykehuset Nord-Norge HF?" in words


def test_a_doctor_is_found_in_the_round_by_name_and_number(page: Client) -> None:
    one = one_with("waiting")
    folded = one.nomination.name.upper().replace("Å", "A").replace("Ø", "O").replace("Æ", "AE")
    for text in (one.nomination.hpr_number, folded):
        words = text_of(page, f"{ROUND}?q={text}")
        assert f"{one.nomination.name}, {one.nomination.municipality.name}" in words
        assert f"UNN, nr. {one.list_place} på lista, venter" in words


def test_a_refused_row_is_found_and_leads_to_its_row(page: Client) -> None:
    row = RejectedRow.objects.get(row_number=9)
    html = page.get(ROUND, {"q": row.hpr_number}).content.decode()
    assert "avvist, se rad 9" in html
    assert f'href="{faults_address()}#rad-9"' in html
    assert 'id="rad-9"' in page.get(faults_address()).content.decode()


def test_a_search_without_hits_says_so_and_cuts_what_was_typed(page: Client) -> None:
    words = text_of(page, f"{ROUND}?q=" + "x" * 500)
    assert "Ingen treff" in words
    assert "x" * 41 not in words


def test_the_round_is_searched_with_as_many_questions_for_many_as_for_one(page: Client) -> None:
    one = one_with("placed").nomination
    page.get(ROUND)
    at_one = queries_of(lambda: page.get(f"{ROUND}?q={one.hpr_number}"))
    at_many = queries_of(lambda: page.get(f"{ROUND}?q=a"))
    assert len(at_one) == len(at_many)


def test_the_card_of_a_refused_number_says_where_the_row_is(page: Client) -> None:
    taken = set(Doctor.objects.values_list("hpr_number", flat=True))
    rows = [row for row in RejectedRow.objects.all() if row.hpr_number.isdigit() and row.hpr_number not in taken]
    assert rows
    for row in rows:
        words = text_of(page, f"/runder/2028/lege/{row.hpr_number}/")
        assert f"Avvist, se rad {row.row_number}" in words


def test_a_workbook_without_faults_has_an_empty_fault_page(page: Client) -> None:
    load(WITHOUT_FAULTS)
    last = Intake.objects.order_by("pk").last()
    assert last is not None
    assert "Alle radene i arbeidsboken ble lest" in text_of(page, f"/innlesinger/{last.pk}/")


def test_the_refused_rows_are_downloaded(page: Client) -> None:
    response = page.get(f"{faults_address()}rejected.xlsx")
    assert response.status_code == 200
    assert response.content.startswith(b"PK")


def test_a_card_shows_nobody_else(page: Client) -> None:
    others = list(Nomination.objects.select_related("doctor"))
    for status in ("placed", "waiting", "not_eligible"):
        one = one_with(status)
        words = text_of(page, card(one))
        assert one.nomination.name in words
        for other in others:
            if other.pk != one.nomination_id:
                assert other.hpr_number not in words
                assert other.name == one.nomination.name or other.name not in words


def test_every_card_opens(page: Client) -> None:
    for number in Nomination.objects.filter(trust__code=UNN).values_list("doctor__hpr_number", flat=True):
        assert page.get(f"/runder/2028/lege/{number}/").status_code == 200


def test_a_card_says_the_place_and_who_decides(page: Client) -> None:
    one = one_with("placed")
    words = text_of(page, card(one))
    assert f"Nummer {one.list_place} av" in words
    assert "avgjør fordelingen" in words
    assert "Hva flytter deg opp?" in words
    assert re.search(r"Kommunen bekreftet opplysningene sist \d+\. \w+ 20\d\d\.", words)


def test_a_reason_several_wishes_share_is_said_once(page: Client) -> None:
    waiting = Outcome.objects.filter(
        run__rules_name="bands-then-nearest", status="waiting", nomination__trust__code=UNN
    ).select_related("nomination__doctor")
    nodes = {one: [refusal["node"] for refusal in one.reasons["refusals"]] for one in waiting}
    shared = [one for one, found in nodes.items() if len(found) > 1 and len(set(found)) == 1]
    assert shared
    for one in shared:
        words = text_of(page, card(one))
        assert words.count("Det som skilte deg") == 1
        assert "Det som skilte deg" in words


def test_every_waiting_row_of_the_list_has_a_short_reason(page: Client) -> None:
    html = page.get(f"{ROUND}liste/?status=waiting").content.decode()
    rows = re.findall(r'<tr role="row">(.*?)</tr>', html.split("<tbody", 1)[1], re.DOTALL)
    assert rows
    assert all(re.search(r"Fullt i P[12]: \w+|Ingen ønsker kan innvilges", row) for row in rows)


@pytest.mark.parametrize("address", PAGES)
def test_a_number_in_the_list_is_never_called_a_post(page: Client, address: str) -> None:
    assert not re.search(r"\b[Pp]lass \d", text_of(page, address))


def test_a_card_of_one_who_is_not_eligible_says_why_and_who_can_mend_it(page: Client) -> None:
    words = text_of(page, card(one_with("not_eligible")))
    assert "Innmeldingen er ikke med i fordelingen" in words
    assert "Kravet er 365 dager" in words
    assert "Nummer" not in words


def test_the_list_keeps_those_who_are_not_eligible_with_the_reason(page: Client) -> None:
    words = text_of(page, f"{ROUND}liste/?status=not_eligible")
    assert "1 innmelding" in words
    assert "Ikke med i fordelingen" in words
    assert "Kravet er 365 dager" in words


def test_the_list_is_narrowed_by_half_year_and_searched(page: Client) -> None:
    one = one_with("placed")
    search = f"{ROUND}liste/?q={one.nomination.hpr_number}&halvaar="
    assert one.nomination.name in text_of(page, f"{search}{one.half}")
    assert "Ingen treff" in text_of(page, f"{search}{3 - (one.half or 0)}")


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_list_is_downloaded(page: Client, form: str) -> None:
    response = page.get(f"{ROUND}liste/?last_ned={form}")
    assert response.status_code == 200
    assert "attachment" in response.headers["Content-Disposition"]


def test_the_grid_shows_who_is_proposed_and_what_is_vacant(page: Client) -> None:
    words = text_of(page, f"{ROUND}rute/")
    placed = Outcome.objects.filter(
        run__rules_name="bands-then-nearest", status="placed", nomination__trust__code=UNN
    ).select_related("nomination__doctor", "nomination__municipality")
    assert all(one.nomination.name in words for one in placed)
    assert "Ledig" in words
    assert "ikke nærmest" in words
    assert "Spør dem som venter" in words


def test_the_rule_sets_stand_side_by_side_with_a_table(page: Client) -> None:
    words = text_of(page, f"{ROUND}regelsett/")
    for title in ("Kriterier, så nærhet", "Nærhet først", "Nærhet sist"):
        assert title in words
    table = page.get(f"{ROUND}regelsett/?form=tabell").content.decode()
    assert 'class="slope"' not in table
    assert f"/runder/2028/lege/{one_with('placed').nomination.hpr_number}/" in table


def test_the_archive_is_accepted_by_the_judge(page: Client, tmp_path: Path) -> None:
    packed = page.get(f"{ROUND}filer/resultat.zip").content
    zipfile.ZipFile(io.BytesIO(packed)).extractall(tmp_path)
    assert main(["verify", str(tmp_path)]) == 0
    assert json.loads((tmp_path / "certificate.json").read_text("utf-8"))["checksums"]["files"].keys() == {
        "outcome.csv",
        "explanations.csv",
        "rejected.xlsx",
    }


@pytest.mark.parametrize("address", ["liste/", "rute/", "regelsett/", ""])
def test_a_page_asks_as_many_questions_for_three_rows_as_for_one(page: Client, address: str) -> None:
    outcomes = Outcome.objects.filter(nomination__trust__code=UNN)
    keep = list(outcomes.values_list("nomination", flat=True).distinct()[:3])
    page.get(f"{ROUND}{address}")
    asked = []
    for kept in (keep, keep[:1]):
        outcomes.exclude(nomination__in=kept).delete()
        if not address:
            Nomination.objects.filter(trust__code=UNN).exclude(pk__in=kept).update(state="closed", ended_at=AT)
        asked.append(len(queries_of(lambda: page.get(f"{ROUND}{address}"))) if address in ("liste/", "") else 0)
    assert asked[0] == asked[1]


def test_a_round_is_moved_on_the_page_to_the_end_by_two_people(page: Client, draft: Round) -> None:
    second = Client()
    second.force_login(user_as(TRUST_COORDINATOR, stranger=False))
    for step, more in (
        ("kapasitet", {}),
        ("velg", {"name": "nearest-first"}),
        ("las", {"source": "Lotto"}),
        ("trekk", {"value": "3 9", "known_on": timezone.localdate().isoformat()}),
        ("fordel", {}),
        ("kontroller", {}),
    ):
        address = f"{ROUND}trekk/" if step == "trekk" else f"{ROUND}gjor/{step}/"
        assert page.post(address, more).status_code == 302
    refused = page.post(f"{ROUND}gjor/frigi/")
    assert refused.status_code == 409
    assert "En annen ved helseforetaket må frigi" in refused.content.decode()
    assert "Valgt av" not in text_of(page, ROUND)
    assert "Nærhet først" in text_of(page, ROUND)


def test_a_refused_deed_keeps_what_was_typed(page: Client, draft: Round) -> None:
    response = page.post(f"{ROUND}gjor/apne/", {"why": "Feil i <lista>"})
    assert response.status_code == 409
    assert "Lista er ikke låst" in response.content.decode()


@pytest.mark.parametrize("step", ["kapasitet", "prov", "velg", "las", "apne", "fordel", "kontroller", "frigi", "annet"])
def test_nobody_else_moves_a_round(draft: Round, step: str) -> None:
    for client in (Client(), client_as(TRUST_COORDINATOR, stranger=True), client_as(ADVISER)):
        assert client.post(f"{ROUND}gjor/{step}/", {"name": "nearest-first", "why": "x"}).status_code == 404
    draft.refresh_from_db()
    assert (draft.state, draft.rules_name, draft.capacity_from) == ("drafted", "", None)


def test_doctor_and_municipality_see_only_that_the_round_goes_on_until_release(draft: Round) -> None:
    one = one_with("placed")
    home = one.nomination.municipality
    leader = client_as(MUNICIPAL_LEADER, home)
    words = text_of(leader, card(one))
    assert "Runden pågår" in words
    assert "Nummer" not in words
    released(draft)
    words = text_of(leader, card(one))
    assert f"Nummer {one.list_place} av" in words
    assert "Hele lista" not in words
    assert "Du har fått plass" in words
    assert "Foreslått" not in words
    assert text_of(leader, "/runder/").count("Fordelingen er frigitt") >= 1
    stranger = client_as(CHIEF_MEDICAL_OFFICER, stranger=True)
    assert stranger.get(card(one)).status_code == 404


def test_a_doctor_sees_the_own_card_and_no_other(draft: Round) -> None:
    released(draft)
    one, other = one_with("placed"), one_with("waiting")
    user = user_as("doctor", one.nomination.municipality)
    Doctor.objects.filter(pk=one.nomination.doctor_id).update(user=user)
    client = client_as("doctor", one.nomination.municipality)
    assert "Nummer" in text_of(client, card(one))
    assert client.get(card(other)).status_code == 404


def test_a_doctor_nominated_after_the_trial_is_not_in_what_is_shown(page: Client) -> None:
    one = one_with("waiting")
    Outcome.objects.filter(nomination=one.nomination).delete()
    assert "ikke med i fordelingen som vises" in text_of(page, card(one))


def test_a_nomination_for_a_year_without_a_round_has_no_card(page: Client) -> None:
    one = one_with("waiting")
    one.nomination.wishes.update(year=2029)
    assert page.get(f"/runder/2029/lege/{one.nomination.hpr_number}/").status_code == 404


@pytest.mark.parametrize("address", ["liste/", "rute/", "", "?q=a"])
def test_what_is_released_is_no_longer_called_a_proposal(page: Client, draft: Round, address: str) -> None:
    assert "oreslå" in text_of(page, f"{ROUND}{address}") or not address
    released(draft)
    words = text_of(page, f"{ROUND}{address}")
    assert "oreslå" not in words
    assert "Ingen leger eller kommuner har fått beskjed" not in words


def test_the_log_of_a_round_says_who_did_what_and_why(page: Client, draft: Round) -> None:
    by = coordinator()
    released(draft)
    words = text_of(page, f"{ROUND}logg/")
    for line in (
        "Fordelingen ble frigitt",
        "Regelsett valgt: «Kriterier, så nærhet»",
        "Antall plasser vedtatt: 9 i P1 2028",
    ):
        assert line in words
    assert by.user_id
    assert "Første" in words
    assert "Andre" in words


def test_the_log_asks_as_many_questions_for_many_deeds_as_for_few(page: Client, draft: Round) -> None:
    few = len(queries_of(lambda: page.get(f"{ROUND}logg/")))
    released(draft)
    assert len(queries_of(lambda: page.get(f"{ROUND}logg/"))) == few
