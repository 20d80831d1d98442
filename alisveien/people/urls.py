"""Addresses of persons."""

from django.urls import path

from alisveien.people.pages.import_file import FILES
from alisveien.people.views import duplicates, persons, roles
from alisveien.workbench.urls_intake import file_paths

app_name = "people"
ONE = "personer/<int:pk>/"
urlpatterns = [
    path("personer/", persons.persons, name="persons"),
    path("personer/ny/", persons.person_new, name="person_new"),
    *file_paths("personer/innlesing/", FILES),
    path("personer/dubletter/", duplicates.duplicates, name="duplicates"),
    path("personer/dubletter/<int:first>/<int:second>/", duplicates.pair, name="pair"),
    path("personer/sammenslaing/<int:pk>/angre/", duplicates.merge_undo, name="merge_undo"),
    path("personer/rolle/<int:pk>/avslutt/", roles.role_end, name="role_end"),
    path("personer/rolle/<int:pk>/bekreft/", roles.role_confirm, name="role_confirm"),
    path(ONE, persons.person, name="person"),
    path(f"{ONE}endre/", persons.person_change, name="person_change"),
    path(f"{ONE}rolle/", roles.role_new, name="role_new"),
    path(f"{ONE}spesialitet/", roles.person_speciality, name="person_speciality"),
]
