"""The tasks people without an account can do by a one-time link: code → task, named here one by one."""

from django.utils.translation import gettext_lazy as _

from alisveien.access.permissions import Permission
from alisveien.access.tasks_by_link import LinkTask
from alisveien.establishments.rules_arenas import CONFIRM as CONFIRM_ARENAS
from alisveien.people.rules_persons import BY_LINK
from alisveien.placements.rules_nomination import CONFIRM, CONFIRM_ALL

TASKS: dict[str, LinkTask] = {
    CONFIRM: LinkTask(
        title=_("Se over en innmelding til sykehustjeneste"),
        page="placements:nomination_check",
        permissions=frozenset({Permission.NOMINATE}),
    ),
    CONFIRM_ARENAS: LinkTask(
        title=_("Se over og bekrefte læringsarenaene i kommunen"),
        page="establishments:arenas_check",
        permissions=frozenset(),  # as for the contacts
    ),
    CONFIRM_ALL: LinkTask(
        title=_("Se over innmeldingene til sykehustjeneste"),
        page="placements:confirmation",
        permissions=frozenset({Permission.NOMINATE}),
    ),
    BY_LINK: LinkTask(
        title=_("Se over hvem som har hvilken rolle i kommunen"),
        page="outreach:check",
        permissions=frozenset(),  # the deeds know the task itself, so the link opens nothing else
    ),
}
