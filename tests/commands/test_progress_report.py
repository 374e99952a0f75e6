"""The bar that tells how the work goes."""

from __future__ import annotations

from audio.commands.progress_report import ProgressReport


def test_the_bar_goes_on_under_what_is_told(monkeypatch, capfd):
    monkeypatch.setenv("FORCE_COLOR", "1")
    with ProgressReport() as report:
        report.notify("a.md: about 8 h 33 min, 246.0 MB as MP3")
        assert report.bar.live.is_started
    report.notify("and after the end there is none")
    assert not report.bar.live.is_started
    assert capfd.readouterr().out == ""
