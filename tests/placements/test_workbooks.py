"""A workbook on its way in: sent, understood, tried, read in; each step refused to others and undone by faults."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from alisveien.access.models import Holding
from alisveien.base.actor import VISITOR, Actor, Errand
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.documents.models import Document
from alisveien.people.models import Doctor
from alisveien.placements import queries_intake, tasks
from alisveien.placements.models import Intake, Nomination, Round, Wish, Workbook
from alisveien.placements.services import workbooks as deeds
from alisveien.placements.services.workbooks import LONG
from tests.base.queue import jobs_waiting
from tests.engines.lists import HEADINGS
from tests.placements.people import AT, coordinator, trust
from tests.placements.workbooks import doctor, upload
from tests.roles import ADVISER, MUNICIPAL_LEADER, actor_as, place_of

pytestmark = pytest.mark.django_db
TODAY = date(2027, 8, 30)


@pytest.fixture
def home(demonstration: None) -> Any:
    Round.objects.create(year=2028, trust=trust(), draw="2028", created_at=AT)
    return place_of("municipality", "5540")


@pytest.fixture
def leader(home: Any) -> Actor:
    return actor_as(MUNICIPAL_LEADER, home, at=AT)


def sent(by: Actor, place: Any, rows: Any, headings: Any = HEADINGS) -> Workbook:
    return deeds.send_workbook(place=place, year=2028, upload=upload(rows, headings), by=by, at=AT)


def outcomes(workbook: Workbook, by: Actor) -> dict[str, int]:
    counted = deeds.try_workbook(workbook=workbook, by=by, today=TODAY).counted
    return {"new": counted.new, "changed": counted.changed, "unchanged": counted.unchanged}


def read(workbook: Workbook, by: Actor) -> Intake:
    return deeds.read_workbook_in(workbook=workbook, by=by, at=AT)


def test_a_short_workbook_is_sent_tried_and_read_in(home: Any, leader: Actor) -> None:
    workbook = sent(leader, home, [doctor(1), doctor(2), doctor(3, percentage=140)])
    assert (workbook.rows, workbook.long, Document.objects.count()) == (3, False, 1)
    assert outcomes(workbook, leader) == {"new": 2, "changed": 0, "unchanged": 0}
    assert Nomination.objects.count() == 0
    intake = read(workbook, leader)
    assert (intake.new, intake.rejected_rows.count(), Nomination.objects.count()) == (2, 1, 2)
    workbook.refresh_from_db()
    assert (workbook.intake, workbook.samples, Document.objects.count()) == (intake, [], 0)


def test_reading_in_twice_gives_the_same_intake(home: Any, leader: Actor) -> None:
    workbook = sent(leader, home, [doctor(1)])
    assert read(workbook, leader) == read(workbook, leader)
    assert Intake.objects.count() == 1


def test_the_same_file_again_says_so_before_and_changes_nothing_after(home: Any, leader: Actor) -> None:
    first = read(sent(leader, home, [doctor(1), doctor(2)]), leader)
    again = sent(leader, home, [doctor(1), doctor(2)])
    trial = deeds.try_workbook(workbook=again, by=leader, today=TODAY)
    assert trial.before == first
    assert outcomes(again, leader) == {"new": 0, "changed": 0, "unchanged": 2}
    versions = list(Nomination.objects.values_list("version", flat=True))
    assert read(again, leader).unchanged == 2
    assert list(Nomination.objects.values_list("version", flat=True)) == versions


def test_a_change_is_told_field_by_field(home: Any, leader: Actor) -> None:
    read(sent(leader, home, [doctor(1)]), leader)
    other = sent(leader, home, [doctor(1, courses=6, wish_2="UNN Narvik – hele sykehuset – P2 2028")])
    judged = deeds.try_workbook(workbook=other, by=leader, today=TODAY).counted.judged
    assert [(change.field, change.before) for one in judged for change in one.changes] == [
        ("courses", 5),
        ("wish_2", None),
    ]


def test_a_sheet_without_a_column_leaves_what_stands(home: Any, leader: Actor) -> None:
    whole = doctor(
        1,
        priority=3,
        leave_from=date(2028, 1, 1),
        leave_to=date(2028, 2, 1),
        doctor_email="lege@example.no",
        leader_email="leder@example.no",
        can_be_split="ja",
        wish_2="UNN Narvik – hele sykehuset – P2 2028",
        own_post_on=date(2025, 2, 1),
    )
    read(sent(leader, home, [whole]), leader)
    gone = {"Kommunens prioritet", "Permisjon fra", "Permisjon til", "Legens e-post", "Leders e-post", "Ønske 2"}
    gone |= {"Kan deles 3 + 3", "Fast hjemmel eller stilling fra"}
    kept = [place for place, heading in enumerate(HEADINGS) if heading not in gone]
    narrow = [whole[place] for place in kept]
    headings = [HEADINGS[place] for place in kept]
    assert outcomes(sent(leader, home, [narrow], headings), leader)["unchanged"] == 1
    narrow[headings.index("Fullførte kurs")] = 9
    read(sent(leader, home, [narrow], headings), leader)
    one = Nomination.objects.get()
    assert (one.doctor.courses, one.doctor.municipal_order, one.doctor.email) == (9, 3, "lege@example.no")
    assert (one.leader_email, one.can_be_split, one.wishes.count()) == ("leder@example.no", True, 2)


@pytest.mark.parametrize(("start", "unchanged"), [(date(2028, 1, 1), 1), (date(2028, 3, 1), 0)])
def test_the_end_of_a_leave_stands_only_with_its_beginning(
    home: Any, leader: Actor, start: date, unchanged: int
) -> None:
    read(sent(leader, home, [doctor(1, leave_from=date(2028, 1, 1), leave_to=date(2028, 2, 1))]), leader)
    headings = [heading for heading in HEADINGS if heading != "Permisjon til"]
    cells = [cell for cell, heading in zip(doctor(1, leave_from=start), HEADINGS, strict=True) if heading in headings]
    assert outcomes(sent(leader, home, [cells], headings), leader)["unchanged"] == unchanged
    read(sent(leader, home, [cells], headings), leader)
    assert Nomination.objects.get().doctor.leave_from == start


def test_a_doctor_without_an_open_nomination_is_nominated_anew(home: Any, leader: Actor) -> None:
    read(sent(leader, home, [doctor(1, doctor_email="lege@example.no")]), leader)
    Nomination.objects.all().delete()
    headings = [heading for heading in HEADINGS if heading != "Legens e-post"]
    cells = [cell for cell, heading in zip(doctor(1), HEADINGS, strict=True) if heading in headings]
    intake = read(sent(leader, home, [cells], headings), leader)
    assert intake.new == 1
    assert Nomination.objects.get().doctor.email == "lege@example.no"


def test_a_wish_that_moves_keeps_the_need_behind_it(home: Any, leader: Actor) -> None:
    read(sent(leader, home, [doctor(1)]), leader)
    Wish.objects.update(need="Fødsler")
    moved = doctor(1, wish_1="UNN Narvik – hele sykehuset – P1 2028", wish_2="UNN Tromsø – Gynekologi – P1 2028")
    read(sent(leader, home, [moved]), leader)
    assert list(Wish.objects.values_list("number", "need")) == [(1, ""), (2, "Fødsler")]
    read(sent(leader, home, [doctor(1, courses=8, **wishes(moved))]), leader)
    assert list(Wish.objects.values_list("number", "need")) == [(1, ""), (2, "Fødsler")]


def wishes(cells: tuple[Any, ...]) -> dict[str, Any]:
    return {f"wish_{number}": cells[HEADINGS.index(f"Ønske {number}")] for number in (1, 2)}


def test_columns_are_mapped_and_remembered_for_the_place(home: Any, leader: Actor) -> None:
    headings = ["Nr" if heading == "HPR-nummer" else heading for heading in HEADINGS]
    workbook = sent(leader, home, [doctor(1)], headings)
    assert workbook.mapping == {}
    with pytest.raises(RuleBroken) as missing:
        deeds.map_columns(workbook=workbook, mapping={}, by=leader, at=AT)
    assert "HPR-nummer" in missing.value.reasons[0]
    with pytest.raises(RuleBroken) as twice:
        deeds.map_columns(workbook=workbook, mapping={"hpr_number": "Nr", "priority": "Nr"}, by=leader, at=AT)
    assert "flere ganger" in twice.value.reasons[0]
    mapped = deeds.map_columns(workbook=workbook, mapping={"hpr_number": "Nr"}, by=leader, at=AT)
    intake = read(mapped, leader)
    assert (intake.new, intake.mapping) == (1, {"hpr_number": "Nr"})
    assert sent(leader, home, [doctor(2)], headings).mapping == {"hpr_number": "Nr"}
    assert sent(leader, home, [doctor(2)]).mapping == {}


def test_a_column_that_stands_twice_is_told(home: Any, leader: Actor) -> None:
    workbook = sent(leader, home, [(*doctor(1), "x")], [*HEADINGS, "Fornavn"])
    with pytest.raises(RuleBroken, match="Fjern den ene"):
        deeds.map_columns(workbook=workbook, mapping={}, by=leader, at=AT)


def test_rows_of_other_places_are_refused(home: Any) -> None:
    by = actor_as(MUNICIPAL_LEADER, home, at=AT)
    other = place_of("municipality", "5501")
    both = Actor(user_id=by.user_id, grants=(*by.grants, *actor_as(MUNICIPAL_LEADER, other, at=AT).grants))
    strange = doctor(2, municipality="5501", municipality_name="Tromsø")
    counted = deeds.try_workbook(workbook=sent(both, home, [doctor(1), strange]), by=both, today=TODAY).counted
    codes = [fault.code for one in counted.judged for fault in one.row.faults]
    assert (counted.new, codes) == (1, ["not_this_place"])


def test_who_may_not_send_a_workbook(home: Any, leader: Actor) -> None:
    by_link = Actor(grants=leader.grants, link=Errand(1, "import", "x"))
    stranger = actor_as(MUNICIPAL_LEADER, stranger=True, at=AT)
    for by in (VISITOR, actor_as(ADVISER, at=AT), coordinator(), stranger, by_link):
        with pytest.raises(NotAllowed):
            sent(by, home, [doctor(1)])
    assert Workbook.objects.count() == 0
    assert queries_intake.workbooks_for(VISITOR).count() == 0


def test_a_workbook_is_only_its_senders(home: Any, leader: Actor) -> None:
    workbook = sent(leader, home, [doctor(1)])
    colleague = actor_as("chief_medical_officer", home, at=AT)
    assert list(queries_intake.workbooks_for(colleague)) == []
    for deed in (
        lambda: read(workbook, colleague),
        lambda: deeds.map_columns(workbook=workbook, mapping={}, by=colleague, at=AT),
        lambda: deeds.drop_workbook(workbook=workbook, by=colleague),
        lambda: deeds.start_reading_in(workbook=workbook, by=colleague, at=AT),
    ):
        with pytest.raises(NotAllowed):
            deed()
    assert Intake.objects.count() == 0


def test_who_has_lost_the_role_reads_nothing_in(home: Any, leader: Actor) -> None:
    workbook = sent(leader, home, [doctor(1)])
    with pytest.raises(NotAllowed):
        read(workbook, Actor(user_id=leader.user_id))
    with pytest.raises(NotAllowed):
        deeds.try_workbook(workbook=workbook, by=Actor(user_id=leader.user_id), today=TODAY)


@pytest.mark.parametrize(("year", "words"), [(2029, "Ingen runde er åpen for 2029")])
def test_a_year_without_an_open_round_is_refused(home: Any, leader: Actor, year: int, words: str) -> None:
    with pytest.raises(RuleBroken, match=words):
        deeds.send_workbook(place=home, year=year, upload=upload([doctor(1)]), by=leader, at=AT)


def test_a_trust_that_has_released_takes_no_more(home: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries_intake, "has_released", lambda place, year: True)
    with pytest.raises(RuleBroken, match="frigitt"):
        sent(coordinator(), trust(), [doctor(1)])


def test_the_years_are_those_of_rounds_that_are_open(home: Any) -> None:
    assert queries_intake.years_to_read_in_for(TODAY) == [2028]
    assert queries_intake.years_to_read_in_for(date(2030, 1, 1)) == [2031]
    assert not queries_intake.has_released(trust(), 2028)
    assert not queries_intake.has_frozen(trust(), 2028)


def test_a_file_that_is_too_large_is_refused(home: Any, leader: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deeds, "LARGEST", 10)
    with pytest.raises(RuleBroken, match="for stor"):
        sent(leader, home, [doctor(1)])


def test_a_dropped_workbook_leaves_nothing(home: Any, leader: Actor) -> None:
    deeds.drop_workbook(workbook=sent(leader, home, [doctor(1)]), by=leader)
    assert (Workbook.objects.count(), Document.objects.count()) == (0, 0)


def test_a_workbook_nobody_reads_in_is_forgotten_after_seven_days(home: Any, leader: Actor) -> None:
    workbook = sent(leader, home, [doctor(1)])
    done = sent(leader, home, [doctor(2)])
    read(done, leader)
    assert jobs_waiting()[0] == ("placements.forget_workbook", {"workbook_id": workbook.pk})
    tasks.forget_workbook(workbook_id=workbook.pk)
    assert deeds.forget_workbook(workbook_id=workbook.pk) is False
    assert deeds.forget_workbook(workbook_id=done.pk) is False
    assert (Workbook.objects.count(), Document.objects.count()) == (1, 0)
    assert timedelta(days=7) == deeds.KEPT


class Watched:
    """Progress that remembers."""

    def __init__(self) -> None:
        self.steps: list[tuple[int, int | None]] = []

    def step(self, done: int, total: int | None = None) -> None:
        self.steps.append((done, total))


@pytest.fixture
def long(home: Any, leader: Actor, monkeypatch: pytest.MonkeyPatch) -> Workbook:
    monkeypatch.setattr(deeds, "LONG", 2)
    return sent(leader, home, [doctor(number) for number in range(1, 5)] + [doctor(9, percentage=140)])


def test_a_long_workbook_is_tried_by_a_job_and_read_in_by_another(long: Workbook, leader: Actor) -> None:
    assert LONG == 500
    assert (long.long, long.rows) == (True, 6)  # headings are counted: about so many
    assert [name for name, _arguments in jobs_waiting()] == ["placements.forget_workbook", "placements.try_workbook"]
    watched = Watched()
    ended = tasks.try_workbook(watched, workbook_id=long.pk)  # type: ignore[arg-type]
    assert ended.summary == "Ingenting er lagret ennå. 4 nye, 0 endret, 0 uendret og 1 avviste rader."
    long.refresh_from_db()
    assert long.checked is not None
    assert len(long.checked["rows"]) == 5
    assert watched.steps[-1] == (5, 5)
    task = deeds.start_reading_in(workbook=long, by=leader, at=AT)
    long.refresh_from_db()
    assert long.task_key == task.key
    ended = tasks.read_workbook_in(watched, workbook_id=long.pk)  # type: ignore[arg-type]
    intake = Intake.objects.get()
    assert ended.result == f"/innlesinger/{intake.pk}/"
    assert tasks.read_workbook_in(watched, workbook_id=long.pk) == ended  # type: ignore[arg-type]
    again = tasks.try_workbook(watched, workbook_id=long.pk)  # type: ignore[arg-type]
    assert "alt lest inn" in again.summary
    deeds.keep_trial(workbook=long, checked={"x": 1}, problem="", by=leader)
    long.refresh_from_db()
    assert long.checked is None


def test_a_job_whose_workbook_is_gone_or_whose_sender_may_no_more_does_nothing(long: Workbook, leader: Actor) -> None:
    Holding.objects.filter(user_id=leader.user_id).delete()  # the role ends while the job waits
    for job in (tasks.try_workbook, tasks.read_workbook_in):
        assert "ikke lenger tilgang" in job(Watched(), workbook_id=long.pk).summary  # type: ignore[arg-type]
        assert "kastet" in job(Watched(), workbook_id=0).summary  # type: ignore[arg-type]
    assert Nomination.objects.count() == 0


def test_a_long_workbook_that_cannot_be_read_says_why(long: Workbook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alisveien.workbench.sheets.MOST_ROWS", 3)
    ended = tasks.try_workbook(Watched(), workbook_id=long.pk)  # type: ignore[arg-type]
    assert "mer enn 3 rader" in ended.summary
    long.refresh_from_db()
    assert (long.problem, long.checked) == (ended.summary, None)


def test_a_list_that_breaks_off_on_the_way_leaves_nothing(
    long: Workbook, leader: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alisveien.workbench.sheets.MOST_ROWS", 3)
    monkeypatch.setattr("alisveien.placements.services.intake.CHUNK", 2)
    with pytest.raises(RuleBroken, match="mer enn 3 rader"):
        read(long, leader)
    assert (Nomination.objects.count(), Doctor.objects.count(), Intake.objects.count()) == (0, 0, 0)


def test_a_workbook_whose_columns_are_not_understood_is_neither_tried_nor_read_in(home: Any, leader: Actor) -> None:
    workbook = sent(leader, home, [doctor(1)], ("Nummeret hos oss", *HEADINGS[1:]))
    for deed in (outcomes, read):
        with pytest.raises(RuleBroken, match="HPR-nummer"):
            deed(workbook, leader)
    assert Nomination.objects.count() == 0


def test_a_file_of_another_kind_is_refused(home: Any, leader: Actor) -> None:
    for content in (b"", b"hei", b"%PDF-1.7", b"\xd0\xcf\x11\xe0", b"PK\x03\x04"):
        file = SimpleUploadedFile("liste.xlsx", content)
        with pytest.raises(RuleBroken):
            deeds.send_workbook(place=home, year=2028, upload=file, by=leader, at=AT)
    assert Document.objects.count() == 0


def test_what_stands_is_given_to_who_may_read_it_in_only(home: Any, leader: Actor) -> None:
    read(sent(leader, home, [doctor(1)]), leader)
    assert len(queries_intake.standing_for(leader, home, 2028, TODAY)) == 1
    assert queries_intake.standing_for(coordinator(), home, 2028, TODAY) == []
