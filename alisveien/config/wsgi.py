"""The application as the web server calls it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alisveien.config.settings")
application = get_wsgi_application()
