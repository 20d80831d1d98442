"""All addresses, area by area."""

from django.urls import include, path

from alisveien.access.views import SignIn, holdings
from alisveien.base import machinery_views, stil, views
from alisveien.config.home import home
from alisveien.config.wiring import BESIDE, FINDERS, WORK
from alisveien.desk.search import search, suggestions
from alisveien.desk.views import work_list
from alisveien.establishments.views.institutions import institutions_map
from alisveien.outreach.views.network import follow_up_map
from alisveien.placements.pages.touched import rounds_touched
from alisveien.placements.views.need import need_map
from alisveien.posts.views.proposals import proposal_decide
from alisveien.public.map.shading import shaded
from alisveien.workbench.pages import list_page

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("arbeid/", machinery_views.long_tasks, name="long_tasks"),
    path("arbeid/<uuid:key>/", machinery_views.long_task, name="long_task"),
    path("arbeid/<uuid:key>/status.json", machinery_views.long_task_status, name="long_task_status"),
    path("utboks/", machinery_views.outbox, name="outbox"),
    path("", home, name="home"),
    path("arbeidsliste/", work_list(WORK, BESIDE), name="work_list"),
    path("behov/<int:year>/kart/", need_map(shaded), name="need_map"),
    path("utdanningsvirksomheter/kart/", institutions_map(shaded), name="institutions_map"),
    path("kontaktnett/kart/", follow_up_map(shaded), name="follow_up_map"),
    path("kapasitet/forslag/<int:pk>/vedtak/", proposal_decide(rounds_touched), name="capacity_decide"),
    path("sok/", search(FINDERS), name="search"),
    path("sok/forslag/", suggestions(FINDERS), name="search_suggestions"),
    path("stil/", stil.components, name="stil"),
    path("", include("alisveien.journal.urls")),
    path("", include("alisveien.workbench.urls")),
    path("tilganger/", holdings(list_page), name="holdings"),
    path("", include("alisveien.access.urls")),
    path("konto/logg-inn/", SignIn.as_view(), name="account_login"),
    path("konto/", include("alisveien.accounts.urls")),
    path("", include("alisveien.desk.urls")),
    path("", include("alisveien.processes.urls")),
    path("", include("alisveien.places.urls")),
    path("", include("alisveien.people.urls")),
    path("", include("alisveien.establishments.urls")),
    path("", include("alisveien.agreements.urls")),
    path("", include("alisveien.posts.urls")),
    path("", include("alisveien.placements.urls")),
    path("", include("alisveien.enquiries.urls")),
    path("", include("alisveien.outreach.urls")),
    path("", include("alisveien.journeys.urls")),
    path("", include("alisveien.public.urls")),
]

handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.not_found
handler500 = views.server_error
