"""Invented articles, and revisions of them."""

import random
from pathlib import Path

PLACES = ("the harbour", "the town hall", "the northern depot", "the old mill", "the ferry terminal")
THINGS = ("cranes", "buses", "generators", "beds", "tents", "lorries", "pumps")


class Newsroom:
    """Writes articles into a folder and revises them there."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self._folder = folder
        self._chance = chance
        self._texts: list[list[list[str]]] = []  # of each article, every revision
        folder.mkdir()

    def write(self) -> tuple[Path, str]:
        """A new article: its file and its address."""
        number = len(self._texts)
        self._texts.append([[self._sentence(number) for _ in range(self._chance.randint(30, 60))]])
        return self._save(number)

    def revise(self) -> tuple[Path, str]:
        """A revision of any article; sometimes one from before comes back."""
        number = self._chance.randrange(len(self._texts))
        revisions = self._texts[number]
        if len(revisions) > 1 and self._chance.random() < 0.3:
            revisions.append(self._chance.choice(revisions[:-1]))
        else:
            revisions.append(self._edited(number, revisions[-1]))
        return self._save(number)

    def _edited(self, number: int, sentences: list[str]) -> list[str]:
        kept = [s if self._chance.random() > 0.1 else self._sentence(number) for s in sentences]
        kept.pop(self._chance.randrange(len(kept)))
        kept.insert(self._chance.randrange(len(kept)), self._sentence(number))
        return kept

    def _sentence(self, number: int) -> str:
        count, place = self._chance.randint(2, 9000), self._chance.choice(PLACES)
        day = self._chance.randint(2, 28)
        return (
            f"The council of district {number + 1} said that {count} {self._chance.choice(THINGS)} "
            f"reached {place} on {day} May."
        )

    def _save(self, number: int) -> tuple[Path, str]:
        path = self._folder / f"{number}.txt"
        path.write_text("\n".join(self._texts[number][-1]))
        return path, f"https://news.example.org/{number}"
