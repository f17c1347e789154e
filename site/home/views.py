"""The brand's stylesheet."""

from django.http import HttpRequest, HttpResponse
from wagtail.models import Site

from home.brand import Brand


def brand_stylesheet(request: HttpRequest) -> HttpResponse:
    """The colours chosen in the admin. The address carries their version, so browsers keep it for a year."""
    site = Site.find_for_request(request)
    brand = Brand.for_site(site) if site else Brand()
    return HttpResponse(
        brand.stylesheet, content_type="text/css", headers={"Cache-Control": "public, max-age=31536000, immutable"}
    )
