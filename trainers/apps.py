from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainersConfig(AppConfig):
    name = "trainers"
    verbose_name = _("médiateurs")

    def ready(self) -> None:
        from accounts.roles import EDITORS, MODERATORS, register_permissions, register_roles
        from accounts.sections import register
        from trainers.contributions import section as contributions
        from trainers.membership.roles import role_names
        from trainers.membership.section import SECTION
        from trainers.review import signals
        from trainers.review.section import SECTION as REVIEWS

        signals.connect()
        register(SECTION)
        register(contributions.SECTION)
        register(REVIEWS)
        register_roles(role_names)
        register_permissions((EDITORS, MODERATORS), ("view_membership", "change_membership"))
