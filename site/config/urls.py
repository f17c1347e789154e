"""Every address of the site. Pages come last: the editors decide what stands at the other addresses."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from accounts import views as account_views
from core import views as core_views
from core.urls import admin_urls, page_urls
from home import views as home_views

urlpatterns = [
    path("sante/", core_views.health, name="health"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", core_views.robots, name="robots"),
    path("marque.css", home_views.brand_stylesheet, name="brand_stylesheet"),
    # One door for everybody, with its lock: failures counted, second step asked.
    path("admin/login/", account_views.admin_door),
    path("admin/", include(admin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v1/", include("search.api")),
]

if settings.MEDIA_URL.startswith("/"):
    # On our own disk; with S3 the pictures have an address of their own.
    urlpatterns.append(path(f"{settings.MEDIA_URL.lstrip('/')}<path:path>", core_views.media, name="media"))

urlpatterns += i18n_patterns(
    path("compte/", include("accounts.urls")),
    path("compte/", include("trainers.membership.urls")),
    path("compte/", include("trainers.uploads.urls")),
    path("compte/", include("trainers.adapting.urls")),
    path("compte/", include("trainers.versions.urls")),
    path("compte/", include("trainers.importing.urls")),
    path("compte/", include("trainers.review.urls")),
    path("compte/", include("trainers.contributions.urls")),
    path("compte/", include("trainers.feedback.urls")),
    path("", include("learning.urls")),
    path("", include("search.urls")),
    path("_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    *page_urls,
    prefix_default_language=False,
)

handler429 = "core.views.too_many"
handler403 = "core.views.forbidden"
handler404 = "core.views.not_found"
handler500 = "core.views.server_error"
