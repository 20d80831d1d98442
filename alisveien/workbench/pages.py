"""The page of a declared list."""

from collections.abc import Callable
from datetime import date
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alisveien.base.actor import Actor
from alisveien.base.registers import Dated, Register
from alisveien.base.request import Request
from alisveien.workbench import export
from alisveien.workbench.asking import (
    AFTER,
    BEFORE,
    DOWNLOAD,
    FORMATS,
    PAGE_OF_ROWS,
    PER,
    PICK,
    SORT,
    VIEW,
    Asked,
    Cursor,
    address,
    asked,
    lost_place,
)
from alisveien.workbench.bulk import actions_for, picked
from alisveien.workbench.bulk_pages import answer
from alisveien.workbench.cells import lines_of, number
from alisveien.workbench.columns import COLUMNS, narrowed, offered
from alisveien.workbench.kept import kept_views, own_default, views_part
from alisveien.workbench.panel import panel_of
from alisveien.workbench.per import as_of_part, as_of_words, asked_day
from alisveien.workbench.rows import Page, matching, page
from alisveien.workbench.words import chips_of

Declared = Register | Dated | Callable[[date], Register]


def list_page(declared: Declared) -> Callable[[HttpRequest], HttpResponse]:
    """A view of a register: page, filters, search, sorting, paging and download, all from the address.

    A list that is another tomorrow is declared as a function of the day, which the page hands it. One that can be shown
    as it stood on any day (``Dated``) is, when the address says ``?per=2022-03-01``.
    """

    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest) -> HttpResponse:
        register, fault = _register(declared, request)
        if request.method == "POST" and not register.actions:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        actor = cast(Request, request).actor
        if request.method == "POST":
            return _change(register, actor, request)
        kept = kept_views(register, actor)
        if not request.GET and (usual := own_default(kept, actor, request.path)):
            return redirect(usual.address)
        state = asked(register, request.GET, actor)
        if state.download and not (state.faults or fault):
            return _download(register, state, request)
        return _shown(register, state, request, kept, status=400 if state.download else 200, fault=fault)

    named = declared.now if isinstance(declared, Dated) else declared
    view.__doc__ = f"The list «{named.name}»." if isinstance(named, Register) else named.__doc__
    return view


def _register(declared: Declared, request: HttpRequest) -> tuple[Register, str]:
    """The list for the day the address asks for, and what was wrong with that day."""
    today = timezone.localdate()
    if isinstance(declared, Register):
        return declared, ""
    if not isinstance(declared, Dated):
        return declared(today), ""
    day, fault = asked_day(request.GET, today)
    return (declared.then(day) if day else declared.now(today)), fault


def _shown(
    register: Register, state: Asked, request: HttpRequest, kept: list[Any], *, status: int = 200, fault: str = ""
) -> HttpResponse:
    """The page of a list; ``fault`` says why a deed on its rows did not begin."""
    actor = cast(Request, request).actor
    context = _context(register, state, page(register, state, actor))
    context |= views_part(register, state, actor, kept, request.path)
    context["actions"] = actions_for(register, actor)
    context |= as_of_part(register, state)
    context["faults"] += [fault] if fault else []
    return render(request, "workbench/list.html", context, status=status)


def _change(register: Register, actor: Actor, request: HttpRequest) -> HttpResponse:
    """What was sent from the action bar or its preview."""
    state = asked(register, request.GET, actor)
    rows = matching(register, state, actor)
    wanted = picked(register, rows, request.POST, actor)
    if wanted.fault:
        return _shown(register, state, request, kept_views(register, actor), status=400, fault=wanted.fault)
    return answer(request, register, state, wanted, actor)


def _download(register: Register, state: Asked, request: HttpRequest) -> HttpResponse:
    """All rows of the filter as a file, in the order of the page."""
    rows = matching(register, state, cast(Request, request).actor)
    kept = list(rows)
    about = export.About(
        count=len(kept),
        filters=(*as_of_words(register), *(chip.text for chip in chips_of(register, state))),
        at=timezone.now(),
        address=request.build_absolute_uri(request.path + address(state.pairs())),
    )
    write = export.as_xlsx if state.download == "xlsx" else export.as_csv
    return write(narrowed(register, state.columns), kept, about)


def _context(register: Register, state: Asked, found: Page) -> dict[str, Any]:
    """Everything the template prints; nothing is left for it to work out."""
    faults = [*state.faults, *([lost_place()] if found.lost else [])]
    shown = narrowed(register, state.columns)
    return {
        "register": register,
        "title": register.title,
        "help": register.help,
        "crumbs": [*register.crumbs, (register.title, "")],
        "faults": faults,
        "count": count_in_words(register, found.count),
        "on_page": number(len(found.rows)) if len(found.rows) < found.count else "",
        "chips": chips_of(register, state),
        "panel": panel_of(register, state),
        "text": state.text,
        "narrowed": state.narrowed,
        "heads": _heads(shown, state),
        "orders": _orders(register, state),
        "rows": lines_of(shown, found.rows, picked=state.picked),
        "pick_all": address([*state.pairs(), *_here(state), (PICK, PAGE_OF_ROWS)]),
        "columns": _chooser(register, state),
        "kept": [(name, value) for name, value in state.pairs() if name in (COLUMNS, VIEW, PER)],
        "after": _turn(state, AFTER, found.after),
        "before": _turn(state, BEFORE, found.before),
        "first": address(state.pairs()) if found.before else "",
        "downloads": [(form.upper(), address([*state.pairs(), (DOWNLOAD, form)])) for form in FORMATS],
    }


def count_in_words(register: Register, count: int) -> str:
    """«1 kommune», «357 kommuner»."""
    return f"{number(count)} {register.one if count == 1 else register.many}"


def _here(state: Asked) -> list[tuple[str, str]]:
    """The place in the list the page stands at."""
    return [(BEFORE if state.cursor.backwards else AFTER, state.cursor.written())] if state.cursor else []


def _turn(state: Asked, name: str, cursor: Cursor | None) -> str:
    return address([*state.pairs(), (name, cursor.written())]) if cursor else ""


def _heads(register: Register, state: Asked) -> list[dict[str, Any]]:
    """The column heads; a sortable one links to the list sorted by it, the other way if it already is."""
    heads = []
    for column in register.columns:
        current = column.name == state.sort
        turned = f"-{column.name}" if current and not state.falling else column.name
        heads.append(
            {
                "name": column.name,
                "label": column.label,
                "number": column.number,
                "href": address([*state.pairs(sort=False), (SORT, turned)]) if column.sort else "",
                "sorted": ("descending" if state.falling else "ascending") if current else "",
            }
        )
    return heads


def _chooser(register: Register, state: Asked) -> dict[str, Any]:
    """The column chooser: the columns, the rest of the state its form must carry, the address without a choice."""
    return {
        "offered": offered(register, state.columns),
        "open": state.choosing,
        "state": state.pairs(columns=False),
        "usual": address(state.pairs(columns=False)) if state.columns else "",
    }


def _orders(register: Register, state: Asked) -> list[tuple[str, str, bool]]:
    """The ways to sort, for the form: value, label, whether it is the one in use."""
    orders = []
    for column in register.columns:
        if column.sort is None:
            continue
        up, down = (_("lavest først"), _("høyest først")) if column.number else (_("stigende"), _("synkende"))
        for value, way, falling in ((column.name, up, False), (f"-{column.name}", down, True)):
            label = f"{column.label}, {way}"
            orders.append((value, label, column.name == state.sort and falling == state.falling))
    return orders
