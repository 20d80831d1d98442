"""Files of other registers: tried, read in whole or not at all, taken back; and the reforms walked from the files."""

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from alisveien.base.actor import VISITOR
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.places.models import MunicipalityFacts, Naming, Place, PlaceFigure, RegisterChange, RegisterFile
from alisveien.places.queries_then import figures_then, place_then, places_then
from alisveien.places.services import importing, undoing
from alisveien.places.sheets import BrokenRegister
from tests.places.renaming import rename_place
from tests.places.test_deeds import AT, NATION, keeper_of, standing
from tests.roles import NATIONAL_COORDINATOR, client_as, place_of

pytestmark = pytest.mark.usefixtures("register", "db")
FILES = Path(__file__).parent / "files"
Kind = Place.Kind
TOWNS = (Kind.MUNICIPALITY,)
HEADING = "change_date,change_type,old_number,old_name,new_number,new_name\n"


def data(name: str) -> bytes:
    return (FILES / f"{name}.csv").read_bytes()


def read_in(kind: str, written: bytes, **more: Any) -> Any:
    return importing.import_file(kind=kind, name="fil.csv", data=written, by=NATION, at=AT, **more)


def test_a_file_is_sent_seen_and_read_in_on_pages() -> None:
    client = client_as(NATIONAL_COORDINATOR)
    assert "Folketall" in client.get("/register/innlesing/").content.decode()
    broken = client.post("/register/innlesing/", {"kind": "folketall", "file": BytesIO(b"a,b\n1,2")})
    assert "mangler" in broken.content.decode()
    sent = client.post("/register/innlesing/", {"kind": "klass", "file": BytesIO(data("klass"))}, follow=True)
    page = sent.content.decode()
    assert "Nytt" in page
    assert "De første 200 av" in page
    assert not Place.objects.filter(code="1850").exists()
    path = sent.redirect_chain[-1][0]
    assert "Fila er lest inn" in client.post(path, follow=True).content.decode()
    assert Place.objects.filter(code="1850").exists()
    assert client.get(path).status_code == 404
    again = client.post("/register/innlesing/", {"kind": "klass", "file": BytesIO(data("klass"))}, follow=True)
    assert "Fila endrer ingenting" in again.content.decode()


def test_an_import_is_tried_without_a_trace_and_taken_back_whole() -> None:
    before = standing()
    tried = importing.try_file(kind="klass", name="k.csv", data=data("klass"), by=NATION, at=AT)
    assert tried.changes > 200
    assert standing() == before
    preview, change = read_in("klass", data("klass"), digest=tried.digest)
    assert preview.digest == tried.digest
    undoing.undo_change(change=change, by=NATION, at=AT)
    assert standing()[:3] == before[:3]


@pytest.fixture(scope="module")
def history(register: None, django_db_blocker: Any) -> None:
    """The whole history of numbers read in, for the module."""
    with django_db_blocker.unblock():
        read_in("klass", data("klass"))


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize(
    ("day", "count"),
    [("2017-06-01", 426), ("2018-06-01", 422), ("2019-06-01", 422), ("2020-06-01", 356), ("2024-06-01", 357)],
)
def test_there_were_as_many_municipalities_as_norway_had(day: str, count: int) -> None:
    assert len(places_then(VISITOR, TOWNS, date.fromisoformat(day))) == count


@pytest.mark.usefixtures("history")
def test_the_reforms_can_be_walked() -> None:
    vestby = place_of("municipality", "3216")
    assert list(vestby.namings.values_list("code", flat=True)) == ["0211", "3019", "3216"]
    tysfjord = place_of("municipality", "1850")
    assert set(tysfjord.successors.values_list("later__code", flat=True)) == {"1806", "1875"}
    assert tysfjord.valid_to == date(2020, 1, 1)
    alesund = place_of("municipality", "1508")
    assert set(alesund.predecessors.values_list("former__name", flat=True)) >= {"Ørskog", "Skodje", "Sandøy", "Haram"}
    then = place_then(VISITOR, TOWNS, "1850", date(2019, 1, 1))
    assert then is not None
    assert then.name == "Tysfjord"


@pytest.mark.usefixtures("history")
def test_reading_the_same_again_changes_nothing_and_writes_no_deed() -> None:
    preview, change = read_in("klass", data("klass"))
    assert (preview.changes, change) == (0, None)


def test_the_file_as_klass_gives_it_is_read_too() -> None:
    written = "oldCode;oldName;newCode;newName;changeOccurred\n3201;Bærum;3297;Bærum;2028-01-01\n"
    preview, _change = read_in("klass", written.encode())
    assert [str(one.sort) for one in preview.findings] == ["new"]
    assert Naming.objects.filter(code="3297", valid_from=date(2028, 1, 1)).exists()
    merged = (
        "oldCode,oldName,newCode,newName,changeOccurred\n3203,Asker,3296,Ny,2029-01-01\n3297,Bærum,3296,Ny,2029-01-01\n"
    )
    read_in("klass", merged.encode())
    assert Place.objects.get(code="3296").predecessors.count() == 2
    heading = "oldCode,oldName,newCode,newName,changeOccurred\n"
    split = "1841,Fauske,1806,Narvik,2029-01-01\n1841,Fauske,1875,Hamarøy,2029-01-01\n"
    read_in("klass", (heading + split).encode())
    assert Place.objects.get(code="1841").successors.count() == 2


def test_a_preview_is_made_anew_when_the_register_has_changed_meanwhile() -> None:
    client = client_as(NATIONAL_COORDINATOR)
    written = (HEADING + "2028-01-01,renumber,3203,Asker,3298,Asker\n").encode()
    sent = client.post("/register/innlesing/", {"kind": "klass", "file": BytesIO(written)}, follow=True)
    path = sent.redirect_chain[-1][0]
    seen = RegisterFile.objects.get().digest
    assert client.get(path).status_code == 200
    assert RegisterFile.objects.get().digest == seen
    read_in("klass", written)
    assert client.get(path).status_code == 200
    assert RegisterFile.objects.get().digest != seen


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2028-01-01,renumber,9998,A,9999,B", "verken 9998 eller 9999"),
        ("2028-01-01,split,3201,Bærum,3299,Nye Bærum", "trenger folketall"),
        ("2028-13-01,renumber,3201,A,3299,B", "skal være en dato"),
        ("2028-01-01,flytting,3201,A,3299,B", "skal være en av"),
    ],
)
def test_a_faulty_row_stops_the_whole_file_and_says_where(row: str, reason: str) -> None:
    good = "2028-01-01,renumber,3203,Asker,3298,Asker\n"
    with pytest.raises(BrokenRegister, match=reason) as broken:
        read_in("klass", (HEADING + good + row + "\n").encode())
    assert "linje 3" in str(broken.value)
    assert not Naming.objects.filter(code="3298").exists()


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        (b"PK\x03\x04", "arbeidsbok"),
        ("number,name\n0301,Ålesund".encode("latin-1"), "UTF-8"),
        (b"a,b\n1,2", "mangler"),
        (b"number,population,population_date,population_2021\n", "ingen rader"),
        (b"number,population,population_date,population_2021\n9999,5,2026-01-01,", "ikke et kommunenummer"),
        (b"number,population,population_date,population_2021\n5540,=1+1,2026-01-01,", "helt tall"),
    ],
)
def test_a_broken_file_says_what_is_wrong(written: bytes, reason: str) -> None:
    with pytest.raises(BrokenRegister, match=reason):
        read_in("folketall", written)


def test_population_is_read_by_date_and_the_newest_is_the_present() -> None:
    preview, change = read_in("folketall", data("population"))
    assert (preview.counts["same"], preview.counts["new"]) == (39, 38)
    oslo = place_of("municipality", "0301")
    assert figures_then([oslo.pk], "population", date(2022, 3, 1))[oslo.pk][0] == 697_010
    newer = b"number,population,population_date,population_2021\n0301,730000,2026-07-01,\n5540,1,2026-01-01,\n"
    changed, _ = read_in("folketall", newer)
    assert changed.counts == {"new": 1, "changed": 1}
    assert MunicipalityFacts.objects.get(place=oslo).population == 730_000
    PlaceFigure.objects.filter(on=date(2021, 1, 1), place=oslo).update(value=1)
    with pytest.raises(RuleBroken, match="Angre den nyeste"):
        undoing.undo_change(change=change, by=NATION, at=AT)


def test_gp_statistics_are_read_for_municipalities_only() -> None:
    preview, _change = read_in("fastleger", data("gp"))
    assert preview.changes == PlaceFigure.objects.exclude(what="population").count() > 100
    wrong = data("gp").replace(b"2025-12-31", b"2025-12", 1)
    with pytest.raises(BrokenRegister, match="skal være en dato"):
        read_in("fastleger", wrong)
    with pytest.raises(BrokenRegister, match="desimaltegn"):
        read_in("fastleger", data("gp").replace(b",11.5,", b',"11,5",', 1))


def test_units_become_places_under_their_trust_and_the_next_file_says_what_is_new() -> None:
    preview, _change = read_in("enheter", data("units"))
    assert preview.counts == {"new": 80}
    assert Place.objects.filter(kind=Kind.UNIT, parent__code="983974880").exists()
    lines = data("units").decode().splitlines()
    lines[1] = lines[1].replace("FINNMARKSSYKEHUSET HF", "NYTT NAVN", 1)
    lines[2] = lines[2].replace("983974880", "983974899")
    later = datetime(2027, 1, 1, tzinfo=UTC)
    again = importing.import_file(kind="enheter", name="f", data="\n".join(lines[:-1]).encode(), by=NATION, at=later)[0]
    assert again.counts == {"changed": 2, "same": 77, "missing": 1}


@pytest.mark.parametrize(
    ("row", "reason"),
    [("111111111,A,999999999,bup,5601", "ikke et helseforetak"), ("111111111,A,983974880,bup,9999", "kommunenummer")],
)
def test_a_unit_of_nobody_is_refused(row: str, reason: str) -> None:
    heading = "org_number,name,owner_org_number,kind,municipality_number\n"
    with pytest.raises(BrokenRegister, match=reason):
        read_in("enheter", (heading + row).encode())


def test_only_those_who_keep_the_whole_register_read_in() -> None:
    with pytest.raises(NotAllowed):
        importing.try_file(kind="enheter", name="f", data=b"", by=keeper_of(), at=AT)


def test_a_kept_file_is_read_once_and_only_as_it_was_seen() -> None:
    written = (HEADING + "2028-01-01,renumber,3201,Bærum,3299,Bærum\n").encode()
    file = importing.keep_file(kind="klass", name="k.csv", data=written, by=NATION, at=AT)
    taken: Any = {"effective_on": date(2028, 1, 1), "why": "", "by": NATION, "at": AT}
    rename_place(place=place_of("municipality", "3201"), name="Bærum", code="3299", **taken)
    with pytest.raises(RuleBroken, match="endret siden forhåndsvisningen"):
        importing.read_kept_file(file=file, by=NATION, at=AT)
    undoing.undo_change(change=RegisterChange.objects.latest("pk"), by=NATION, at=AT)
    rename_place(place=place_of("municipality", "3203"), name="Asker", code="3299", **taken)
    with pytest.raises(BrokenRegister, match="et annet sted"):
        importing.read_kept_file(file=file, by=NATION, at=AT)
    undoing.undo_change(change=RegisterChange.objects.latest("pk"), by=NATION, at=AT)
    importing.renew_preview(file=file, by=NATION, at=AT)
    change = importing.read_kept_file(file=RegisterFile.objects.get(pk=file.pk), by=NATION, at=AT)
    assert change is not None
    with pytest.raises(RuleBroken, match="alt behandlet"):
        importing.read_kept_file(file=file, by=NATION, at=AT)


def test_a_preview_that_is_no_longer_true_is_shown_anew() -> None:
    client = client_as(NATIONAL_COORDINATOR)
    written = (HEADING + "2028-01-01,renumber,3201,Bærum,3299,Bærum\n").encode()
    file = importing.keep_file(kind="klass", name="k.csv", data=written, by=NATION, at=AT)
    taken = {"effective_on": date(2028, 1, 1), "why": "", "by": NATION, "at": AT}
    rename_place(place=place_of("municipality", "3203"), name="Asker", code="3299", **taken)
    assert "et annet sted" in client.post(f"/register/innlesing/{file.pk}/").content.decode()


def test_the_command_tries_and_reads_in(capsys: Any, tmp_path: Path) -> None:
    call_command("read_register", "folketall", str(FILES / "population.csv"))
    assert "Les inn med --apply" in capsys.readouterr().out
    call_command("read_register", "folketall", str(FILES / "population.csv"), "--apply")
    assert "38 endringer lest inn" in capsys.readouterr().out
    with pytest.raises(CommandError, match="ikke lese"):
        call_command("read_register", "folketall", str(tmp_path / "mangler.csv"))
    with pytest.raises(CommandError, match="mangler"):
        call_command("read_register", "folketall", str(FILES / "klass.csv"))
