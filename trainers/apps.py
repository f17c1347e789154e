from django.apps import AppConfig
from django.db.models.signals import pre_delete
from django.utils.translation import gettext_lazy as _


class TrainersConfig(AppConfig):
    name = "trainers"
    verbose_name = _("médiateurs")

    def ready(self) -> None:
        from accounts.roles import EDITORS, MODERATORS, register_permissions, register_roles
        from accounts.sections import register
        from trainers.adapting import news
        from trainers.adapting import section as adapting
        from trainers.contributions import section as contributions
        from trainers.feedback import section as feedback
        from trainers.membership import section as membership
        from trainers.membership.roles import role_names
        from trainers.places.shared import shares_plans
        from trainers.plans.of_places import plans_of
        from trainers.review import section as review
        from trainers.review import signals
        from trainers.uploads import section as uploads
        from trainers.uploads.using import forget_with_plan
        from trainers.versions import publishing

        signals.connect()
        # Before what is told of a publication.
        publishing.connect()
        pre_delete.connect(forget_with_plan, sender="trainers.PlanPage")
        news.connect()
        for package in (membership, contributions, review, uploads, feedback, adapting):
            register(package.SECTION)
        shares_plans(plans_of)
        register_roles(role_names)
        register_permissions((EDITORS, MODERATORS), ("view_membership", "change_membership"))
        register_permissions((MODERATORS,), ("view_trial", "change_trial"))
        register_permissions((EDITORS, MODERATORS), ("view_problem",))
