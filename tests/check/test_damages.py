"""Every kind of damage is found, named by file and, where there is one, by sentence."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile

import pytest

from audio.check import edition, run
from audio.check.fault import Fault
from audio.check.site import BuiltSite
from audio.check.sound_measurement import SoundMeasurement, measure_sound
from tests.check.damages import DAMAGES, Damage
from tests.check.surgery import A, reseal


def faults_of(site: Path) -> list[Fault]:
    found: list[Fault] = []
    run.check(site, 1, found.append)
    return found


@pytest.fixture(autouse=True)
def _once(built, monkeypatch):
    """What is not damaged is looked at once for all tests: whole editions, and sound."""

    def check_edition(site, folder):
        place, original = site.root / folder, built / folder
        names = {path.name for path in place.iterdir()}
        same = original.is_dir() and names == {path.name for path in original.iterdir()}
        if same and all((place / name).samefile(original / name) for name in names):
            return _whole(built, folder, site.base)
        return edition.check_edition(site, folder)

    monkeypatch.setattr(run, "check_edition", check_edition)
    monkeypatch.setattr(edition, "measure_sound", lambda path: _heard(path.read_bytes()))


@lru_cache(maxsize=4)
def _whole(built: Path, folder: str, base: str) -> edition.EditionFindings:
    return edition.check_edition(replace(BuiltSite.from_folder(built), base=base), folder)


@lru_cache(maxsize=2)
def _heard(data: bytes) -> SoundMeasurement:
    with NamedTemporaryFile(suffix=".mp3") as file:
        file.write(data)
        file.flush()
        return measure_sound(Path(file.name))


def test_an_undamaged_site_has_no_fault(built):
    assert faults_of(built) == []


def test_there_are_a_hundred_kinds_of_damage_and_no_two_are_one():
    assert len(DAMAGES) > 100
    assert max(Counter(damage.name for damage in DAMAGES).values()) == 1


@pytest.mark.parametrize("damage", DAMAGES, ids=[damage.name for damage in DAMAGES])
def test_damage_is_found(damage: Damage, site: Path):
    path = site / damage.file
    path.parent.mkdir(exist_ok=True)
    damage.change(path)
    if damage.sealed and damage.file.startswith(A) and not damage.file.endswith("edition.json"):
        reseal(site)
    found = faults_of(site)
    where = damage.where or damage.file
    assert any(
        where in ("*", fault.where)
        and damage.what in fault.what
        and damage.sentence in ("", fault.sentence)
        for fault in found
    ), "\n".join(map(str, found))
