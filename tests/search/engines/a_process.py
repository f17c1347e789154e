"""A process of the site's: told on its first argument's lines what to do, it says the counts as it knows them."""

import json
import sys

import django


def main() -> None:
    django.setup()
    from wagtail.models import Page

    from search.engines import database_engine
    from search.question import Question

    for line in sys.stdin:
        what, page = line.split()
        if what == "unpublish":
            Page.objects.get(pk=page).specific.unpublish()
        elif what == "publish":
            Page.objects.get(pk=page).specific.save_revision().publish()
        elif what == "delete":
            Page.objects.get(pk=page).specific.delete()
        results = database_engine().search(Question())
        print(json.dumps([results.total, results.counts]), flush=True)


main()
