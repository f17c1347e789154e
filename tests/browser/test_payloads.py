"""Every attack payload, rendered as an author's text, in a page without any policy to stop it: nothing runs."""

from playwright.sync_api import Route

from core.markdown import render_markdown
from tests.browser.conftest import NewContext
from tests.payloads import PAYLOADS

# Anything that a payload could reach says so.
TRAPS = """<script>
window.fired = [];
for (const name of ['alert', 'confirm', 'prompt', 'print', 'open', 'fetch', 'postMessage'])
  window[name] = () => { window.fired.push(name) };
addEventListener('error', event => event.message && window.fired.push(event.message));
window.before = new Set([...Object.getOwnPropertyNames(window), 'before']);
</script>"""
ACTIVE = "script,style,iframe,object,embed,form,input,img,svg,math,video,audio,link,meta,base,template"
REPORT = f"""() => {{
  const inside = [...document.querySelectorAll('main *')], links = inside.filter(e => e.href);
  for (const element of inside) {{
    for (const kind of ['mouseover', 'focus', 'toggle', 'animationstart']) element.dispatchEvent(new Event(kind));
    element.scrollIntoView();
  }}
  return {{
    added: Object.getOwnPropertyNames(window).filter(name => !window.before.has(name)),
    schemes: links.map(e => e.protocol).filter(p => !/^(https?|mailto|tel|about):$/.test(p)),
    active: inside.filter(e => e.matches('{ACTIVE}')).map(e => e.outerHTML.slice(0, 80)),
  }};
}}"""


def report(new_context: NewContext, fragments: list[str]) -> dict[str, list[str]]:
    """What the fragments did in a page without protection: calls, new globals, addresses, requests, dialogs."""
    page = new_context(bypass_csp=True).new_page()
    asked: list[str] = []
    body = "".join(f"<div>{fragment}</div>" for fragment in fragments)
    html = f"<!DOCTYPE html><title>x</title>{TRAPS}<main>{body}</main>"

    def answer(route: Route) -> None:
        if route.request.url.endswith("/traps"):
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        else:
            asked.append(route.request.url)
            route.abort()

    page.route("**/*", answer)
    page.goto("/traps", wait_until="networkidle")
    found = page.evaluate(REPORT)
    # Nothing to wait for: what is slow to go off would only be missed.
    page.wait_for_timeout(300)
    assert page.url.endswith("/traps")
    return found | {"fired": page.evaluate("() => window.fired"), "asked": asked}


def test_nothing_runs_loads_or_leaves_the_page(new_context):
    found = report(new_context, [render_markdown(payload).html for payload in PAYLOADS])
    assert found == {"added": [], "schemes": [], "active": [], "fired": [], "asked": []}


def test_the_traps_catch_what_is_not_cleaned(new_context):
    """The same page goes off with raw markup: the test above can fail."""
    raw = "<img src=x onerror='alert(1); leak = 1'><a href='javascript:alert(3)'>x</a>"
    found = report(new_context, [raw])
    assert found["fired"] == ["alert"]
    assert found["added"] == ["leak"]
    assert found["schemes"] == ["javascript:"]
    assert len(found["active"]) == len(found["asked"]) == 1
