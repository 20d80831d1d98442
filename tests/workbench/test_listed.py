"""Lists of rows that are worked out: filter, search, sorting and paging as for stored rows."""

from dataclasses import dataclass, replace

from django.http import QueryDict

from alisveien.base.actor import VISITOR
from alisveien.base.registers import Choice, Column, Range, Register
from alisveien.workbench.asking import Asked, Cursor, asked
from alisveien.workbench.rows import matching, page


@dataclass(frozen=True)
class Town:
    pk: str
    name: str
    people: int | None


TOWNS = [Town("d", "Ålesund", 4), Town("a", "Bodø", 7), Town("c", "Vardø", None), Town("b", "Alta", 7)]
LIST = Register(
    name="towns",
    title="Byer",
    lead="",
    one="by",
    many="byer",
    rows=lambda actor: TOWNS,
    columns=(
        Column(name="by", label="By", value=lambda row: row.name, sort="name"),
        Column(name="folk", label="Folk", value=lambda row: row.people, sort="people", number=True),
    ),
    order="by",
    filters=(
        Choice(name="by", label="By", field="name", choices=lambda actor: [(one.name, one.name) for one in TOWNS]),
        Range(name="folk", label="Folk", field="people"),
    ),
    search=("name",),
    page_size=2,
)


def found(address: str) -> str:
    return "".join(row.pk for row in matching(LIST, asked(LIST, QueryDict(address), VISITOR), VISITOR))


def test_rows_are_sorted_by_key_and_what_is_unknown_comes_last() -> None:
    assert found("sorter=folk") == "dabc"
    assert found("sorter=-folk") == "abdc"
    assert [row.name for row in matching(LIST, Asked(sort="finnes ikke"), VISITOR)] == [
        "Bodø",
        "Alta",
        "Vardø",
        "Ålesund",
    ]


def test_rows_are_filtered_and_searched() -> None:
    assert found("by=Alta&by=Bodø&sorter=folk") == "ab"
    assert found("folk_fra=5&sorter=folk") == "ab"
    assert found("folk_til=5") == "d"
    assert found("folk_fra=4&folk_til=6") == "d"
    assert found("q=bodo") == "a"
    assert found("q=finnesikke") == ""


def test_pages_lead_on_and_back() -> None:
    state = Asked(sort="folk")
    first = page(LIST, state, VISITOR)
    assert ([row.pk for row in first.rows], first.count, first.before) == (["d", "a"], 4, None)
    second = page(LIST, replace(state, cursor=first.after), VISITOR)
    assert ([row.pk for row in second.rows], second.after) == (["b", "c"], None)
    back = page(LIST, replace(state, cursor=second.before), VISITOR)
    assert [row.pk for row in back.rows] == ["d", "a"]
    lost = page(LIST, replace(state, cursor=Cursor(None, "borte")), VISITOR)
    assert (lost.lost, [row.pk for row in lost.rows]) == (True, ["d", "a"])


def test_an_empty_list_has_a_page() -> None:
    assert page(replace(LIST, rows=lambda actor: []), Asked(sort="name"), VISITOR).rows == []
