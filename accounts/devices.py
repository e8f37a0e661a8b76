"""A device in words: what a browser says of itself, as a person would say it."""

from django.utils.translation import gettext as _

BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Line/", "LINE"),
            ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip
MACHINES = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
            ("CrOS", "Chromebook"), ("Macintosh", "Mac"), ("Linux", "Linux"))  # fmt: skip


def in_words(agent: str) -> str:
    """Chrome บน Android; what is not known is not guessed."""
    browser = next((name for sign, name in BROWSERS if sign in agent), "")
    machine = next((name for sign, name in MACHINES if sign in agent), "")
    if browser and machine:
        return _("%(browser)s บน %(machine)s") % {"browser": browser, "machine": machine}
    return browser or machine or _("อุปกรณ์ที่ไม่รู้จัก")
