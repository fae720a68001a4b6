"""Label Studio's label stream as a checker drives it: keys only."""

from playwright.sync_api import Page

SUBMIT = "Control+Enter"
SKIP = "Control+Space"
NEXT_CLAIM = "Alt+."
LAST = "No More Tasks Left"


class LabelStream:
    """One checker's stream in a browser page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def sentence(self) -> str | None:
        """The sentence that is shown, without marks; ``None`` once there is none left."""
        self.page.wait_for_function(_READY)
        text = self.page.evaluate(_SENTENCE)
        return None if text is None else " ".join(text.split())

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.page.wait_for_timeout(80)

    def tab_to(self, name: str) -> None:
        """Go to a field by keyboard."""
        for _ in range(40):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("() => document.activeElement.getAttribute('name')") == name:
                return
        raise AssertionError(f"Tab never gets to {name}")

    def finish(self, key: str) -> None:
        """Submit or skip, and wait for what comes next."""
        before = self.page.evaluate(_TASK)
        self.page.keyboard.press(key)
        self.page.wait_for_function(f"before => ({_TASK})() !== before && ({_READY})()", arg=before)
        self.page.wait_for_timeout(150)


_LINE = ".annotator .lsf-richtext__line"
_SENTENCE = f"() => document.querySelector('{_LINE}')?.innerText ?? null"
_TASK = "() => document.querySelector('.lsf-current-task__task-id')?.innerText ?? ''"
_READY = f"() => document.querySelector('{_LINE}') || (document.body?.innerText ?? '').includes('{LAST}')"
