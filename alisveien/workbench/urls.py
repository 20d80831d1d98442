"""Addresses of the kept views."""

from django.contrib.auth.decorators import login_required
from django.urls import path

from alisveien.workbench import views
from alisveien.workbench.pages import list_page
from alisveien.workbench.registers import VIEWS

app_name = "workbench"

urlpatterns = [
    path("visninger/", login_required(list_page(VIEWS)), name="views"),
    path("visninger/ny/", views.view_keep, name="view_keep"),
    path("visninger/<int:pk>/", views.view_change, name="view_change"),
    path("visninger/<int:pk>/oppdater/", views.view_update, name="view_update"),
    path("visninger/<int:pk>/slett/", views.view_remove, name="view_remove"),
]
