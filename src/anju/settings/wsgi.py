"""The WSGI application, for a server that is not started by `./anju serve`."""

import os

from anju.jobs.serving import ready_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anju.settings.main")

application = ready_application()
