"""Addresses of help. The work list stands in ``config.urls``, which hands it its tasks."""

from django.urls import path

from alisveien.desk import views

app_name = "desk"

urlpatterns = [
    path("hjelp/", views.help_front, name="help"),
    path("hjelp/snarveier/", views.help_shortcuts, name="help_shortcuts"),
    path("hjelp/<slug:slug>/", views.help_guide, name="help_guide"),
]
