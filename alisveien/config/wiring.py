"""What the lower areas are handed by those above them, named one by one: nothing registers itself.

A new area adds its ``TELLINGS`` here, and where it has them its ``UNDOINGS`` (kind → Undoing) and ``READERS``
(label of a model → who may read its journal).
"""

from alisveien.access import queries_work as access_work
from alisveien.access import telling as access
from alisveien.accounts.queries import names_of
from alisveien.agreements import queries_work as agreements_work
from alisveien.agreements import telling as agreements
from alisveien.base import rules as machinery
from alisveien.base.finding import Finder
from alisveien.base.touches import Source
from alisveien.base.work import Beside, Waiting
from alisveien.config.privacy import declare
from alisveien.curriculum.queries_find import found_goals
from alisveien.desk.help.pages import found_help
from alisveien.enquiries import queries_touches as asked
from alisveien.enquiries import queries_work as enquiries_work
from alisveien.enquiries import telling as enquiries
from alisveien.enquiries.queries_find import found_enquiries
from alisveien.establishments import queries_work as establishments_work
from alisveien.establishments import telling as establishments
from alisveien.establishments import telling_arenas as arenas
from alisveien.journal import telling as journal
from alisveien.journal.handed import Reader, Undoing, hand_down
from alisveien.journal.words import Telling
from alisveien.journeys import queries_work as journeys_work
from alisveien.journeys import telling as journeys
from alisveien.outreach import handed as network
from alisveien.outreach import queries_letters as letters
from alisveien.outreach import queries_work as outreach_work
from alisveien.outreach import telling as outreach
from alisveien.outreach import telling_templates as letter_templates
from alisveien.people import telling as people
from alisveien.people.queries_find import found_persons
from alisveien.placements import queries_common_hours as common_hours
from alisveien.placements import queries_disputes as disputes_work
from alisveien.placements import queries_evaluations as evaluations_work
from alisveien.placements import queries_stays_work as stays_work
from alisveien.placements import queries_swaps as swaps
from alisveien.placements import queries_touches as nominated
from alisveien.placements import queries_work as placements_work
from alisveien.placements import queries_work_confirmations as confirmations_work
from alisveien.placements import queries_work_gate as gate_work
from alisveien.placements import queries_work_offers as offers_work
from alisveien.placements import rules as placements
from alisveien.placements import rules_confirmations as confirmations
from alisveien.placements import rules_gate as gate
from alisveien.placements import rules_nomination as nominations
from alisveien.placements import rules_offers as offers
from alisveien.placements import rules_planner as planning
from alisveien.placements import rules_stays as stays
from alisveien.placements import rules_who as seeing
from alisveien.placements.pages import beside as placements_beside
from alisveien.placements.queries_find import found_nominations
from alisveien.placements.telling import confirmations as told_confirmations
from alisveien.placements.telling import disputes as told_disputes
from alisveien.placements.telling import gate as told_gate
from alisveien.placements.telling import leaving as told_leaving
from alisveien.placements.telling import nominations as told_nominations
from alisveien.placements.telling import offers as told_offers
from alisveien.placements.telling import planner as told_plans
from alisveien.placements.telling import rounds
from alisveien.placements.telling import stays as told_stays
from alisveien.places import telling as places
from alisveien.places.queries_find import found_places
from alisveien.posts import queries_work as posts_work
from alisveien.posts import telling as posts
from alisveien.workbench import queries as workbench_queries
from alisveien.workbench import telling as workbench

TELLINGS: tuple[dict[str, Telling], ...] = (
    journal.TELLINGS,
    access.TELLINGS,
    places.TELLINGS,
    workbench.TELLINGS,
    rounds.TELLINGS,
    told_nominations.TELLINGS,
    told_confirmations.TELLINGS,
    told_stays.TELLINGS,
    told_gate.TELLINGS,
    told_disputes.TELLINGS,
    told_plans.TELLINGS,
    told_offers.TELLINGS,
    told_leaving.TELLINGS,
    establishments.TELLINGS,
    people.TELLINGS,
    arenas.TELLINGS,
    agreements.TELLINGS,
    enquiries.TELLINGS,
    outreach.TELLINGS,
    letter_templates.TELLINGS,
    journeys.TELLINGS,
    posts.TELLINGS,
)
UNDOINGS: tuple[dict[str, Undoing], ...] = (
    access.UNDOINGS,
    workbench.UNDOINGS,
    told_stays.UNDOINGS,
    establishments.UNDOINGS,
    people.UNDOINGS,
    arenas.UNDOINGS,
    agreements.UNDOINGS,
    enquiries.UNDOINGS,
    outreach.UNDOINGS,
    posts.UNDOINGS,
    letter_templates.UNDOINGS,
)
READERS: tuple[dict[str, Reader], ...] = (
    access.READERS,
    places.READERS,
    workbench.READERS,
    placements.READERS,
    nominations.READERS,
    confirmations.READERS,
    gate.READERS,
    offers.READERS,
    seeing.READERS,
    stays.READERS,
    planning.READERS,
    establishments.READERS,
    people.READERS,
    arenas.READERS,
    agreements.READERS,
    enquiries.READERS,
    outreach.READERS,
    posts.READERS,
    letter_templates.READERS,
)
NAMED: tuple[dict[str, tuple[str, ...]], ...] = (
    access.NAMED,
    rounds.NAMED,
    told_stays.NAMED,
    told_gate.NAMED,
    told_plans.NAMED,
    told_offers.NAMED,
    establishments.NAMED,
    people.NAMED,
    arenas.NAMED,
    agreements.NAMED,
    enquiries.NAMED,
    outreach.NAMED,
    posts.NAMED,
    letter_templates.NAMED,
)
"""Label of a model → what its tellings name besides the thing itself, so that a log is read in few questions."""
ADMITTED: dict[str, machinery.Admits] = {}
"""Kind of long work → who sees it besides the one who started it."""

WORK: tuple[Waiting, ...] = (
    access_work.waiting_for,
    placements_work.waiting_for,
    stays_work.waiting_for,
    swaps.waiting_for,
    disputes_work.waiting_for,
    gate_work.waiting_for,
    evaluations_work.waiting_for,
    agreements_work.waiting_for,
    confirmations_work.waiting_for,
    posts_work.waiting_for,
    offers_work.waiting_for,
    common_hours.waiting_for,
    enquiries_work.waiting_for,
    outreach_work.waiting_for,
    establishments_work.waiting_for,
    journeys_work.waiting_for,
)
"""What waits for somebody: each area's ``queries.waiting_for``, in the order of equal deadlines."""
BESIDE: tuple[Beside, ...] = (
    placements_beside.beside_for,
    enquiries_work.beside_for,
    workbench_queries.beside_for,
)
"""The cards beside the work list."""
TOUCHES: tuple[Source, ...] = (letters.SOURCE, nominated.SOURCE, asked.SOURCE)
"""Where touches of municipalities come from besides those that are logged by hand."""
FINDERS: tuple[Finder, ...] = (found_places, found_persons, found_nominations, found_goals, found_enquiries, found_help)
"""What the search box asks, in the order of groups that come as near."""


def wire() -> None:
    """Hand everything down. Called once, when the application starts."""
    hand_down(tellings=TELLINGS, undoings=UNDOINGS, readers=READERS, named=NAMED, names=names_of)
    machinery.admitted.update(ADMITTED)
    network.hand_down(TOUCHES)
    declare()
