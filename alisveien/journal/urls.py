"""The addresses of the journal."""

from django.urls import path

from alisveien.journal import views

app_name = "journal"
urlpatterns = [
    path("logg/<int:pk>/angre/", views.entry_undo, name="entry_undo"),
    path("logg/samlet/<uuid:key>/angre/", views.deed_undo, name="deed_undo"),
]
