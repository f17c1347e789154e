from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PathsConfig(AppConfig):
    name = "paths"
    verbose_name = _("parcours")

    def ready(self) -> None:
        from learning import navigation
        from paths.courses import course_for

        navigation.register(course_for)
