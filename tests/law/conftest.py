"""Properties of the law are judged by their answers, not by how busy the machine is."""

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
if settings.get_current_profile_name() == "default":
    settings.load_profile("unhurried")
