"""Somebody at a page with nothing but a keyboard: forward by Tab, chosen by the keys, sent by Enter."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from playwright.async_api import Page, expect

FAR = 400
"""Stops after which a page is given up."""
LONG = 60
"""Choices of a list after which it is given up."""
SEEN = """() => {
  const one = document.activeElement, details = one.closest('details');
  return [one.tagName, one.type || '', one.name || '', one.value || '', one.href || '', one.className || '',
          one.tagName === 'SUMMARY' && details && !details.open ? details.innerHTML : ''];
}"""
Wanted = Mapping[str, str | list[str]]


class Stop(NamedTuple):
    """Where the focus is."""

    tag: str
    type: str
    name: str
    value: str
    href: str
    looks: str
    hides: str
    """What a closed part of the page holds whose head has the focus."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The keyboard before a page."""

    page: Page

    async def on(self) -> Stop:
        """Go on to the next stop."""
        await self.page.keyboard.press("Tab")
        return Stop(*await self.page.evaluate(SEEN))

    async def follows(self, ending: str) -> None:
        """Follow the link whose address ends so; what is folded up and holds it is unfolded."""
        for _ in range(FAR):
            stop = await self.on()
            if stop.href.endswith(ending):
                await self.page.keyboard.press("Enter")
                await self.page.wait_for_url(f"**{ending}")
                return
            if f'{ending}"' in stop.hides:
                await self.page.keyboard.press("Enter")
        raise AssertionError(f"no link to {ending} at {self.page.url}")

    async def fills_in(self, said: Wanted) -> None:
        """Fill in a form field by field as they come, and send it by its main button."""
        left: dict[str, Any] = dict(said)
        for _ in range(FAR):
            stop = await self.on()
            if stop.type in {"checkbox", "radio"}:
                await self._chooses(stop, left)
            elif stop.name in left:
                await self._enters(stop, str(left.pop(stop.name)))
            elif "main" in stop.looks and stop.tag == "BUTTON":
                assert left == {}, f"not reached before the button at {self.page.url}: {left}"
                await self.page.keyboard.press("Enter")
                return
        raise AssertionError(f"no button at {self.page.url}")

    async def _chooses(self, stop: Stop, left: dict[str, Any]) -> None:
        wanted = left.get(stop.name, [])
        if stop.value in wanted:
            await self.page.keyboard.press("Space")
            wanted = [one for one in wanted if one != stop.value]
            left[stop.name] = wanted
            if not wanted:
                del left[stop.name]

    async def _enters(self, stop: Stop, value: str) -> None:
        keyboard = self.page.keyboard
        if stop.tag == "SELECT":
            for _ in range(LONG):
                if await self.page.evaluate("() => document.activeElement.value") == value:
                    return
                await keyboard.press("ArrowDown")
            raise AssertionError(f"{stop.name} offers no {value}")
        if stop.type == "date":
            await self._dates(value)
            return
        await keyboard.insert_text(value)
        if stop.type == "search":
            await expect(self.page.locator(".choices input").first).to_be_visible()

    async def _dates(self, value: str) -> None:
        """Type a day in the order in which this browser asks for its parts."""
        keyboard = self.page.keyboard
        year, month, day = value.split("-")
        for parts in ((year, month, day), (month, day, year), (day, month, year)):
            for _ in parts:
                await keyboard.press("ArrowLeft")
            for part in parts:
                await keyboard.type(part)
                if part == year:
                    await keyboard.press("ArrowRight")
            if await self.page.evaluate("() => document.activeElement.value") == value:
                return
        raise AssertionError(f"no day can be typed at {self.page.url}")
