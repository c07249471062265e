"""Calendars, read by three libraries that nobody here wrote."""

import subprocess
from datetime import datetime, timedelta, timezone
from pathlib import Path

import icalendar
import pytest
import recurring_ical_events
import vobject

SITES = ["harbour", "lagoon", "straits"]
ROOT = Path(__file__).resolve().parents[2]

# A clock change between two meetings, and one at an hour that the clock shows twice.
CONTENT = {
    "site.yaml": "title: Reed Towns\nbase_url: https://reed.example.org/sub/\nlanguage: en\ntime_zone: Europe/Lisbon\n"
    "languages: {ar: {title: مدن القصب}, zh: {title: 芦苇城镇}}\n",
    "index.md": "---\ntitle: Reed Towns\n---\nWe meet.\n",
    "bodies/board.md": "---\ntitle: Board; of Towns, and Reeds\nmeets: [{every: month, at_least: yes}]\n---\nIt decides.\n",
    "bodies/quiet.md": "---\ntitle: Quiet Group\nmeets: [{every: week}]\n---\nIt has no date yet.\n",
    "organisations/reed-works.md": '---\ntitle: "Reed; Works, Ltd"\ncontact:\n  email: desk@reed.example.org\n'
    '  phone: "+44 1632 960001"\n  address: |\n    1 Quay\n    Reedham\n---\nIt weaves.\n',
    "meetings/a.md": "---\ntitle: Before\nbody: board\nstarts: 2026-10-24T10:00+01:00\nstatus: planned\n"
    "online: https://meet.example.org/a?b=1&c=2,3\n---\nOne, two; three.\n",
    "meetings/b.md": "---\ntitle: After\nbody: board\nstarts: 2026-10-26T11:00+01:00\nends: 2026-10-26T12:30+01:00\n"
    "status: cancelled\nrevision: 3\n---\nWords.\n",
    "meetings/c.md": "---\ntitle: Twice\nbody: board\nstarts: 2026-10-25T01:30+00:00\n---\nWords.\n",
    "meetings/a.ar.md": "---\ntitle: " + "اجتماع المجلس قبل تغيير الساعة " * 5 + "\n---\nكلمات.\n",
    "meetings/a.zh.md": "---\ntitle: " + "时钟更改之前的理事会会议" * 8 + "\n---\n词语。\n",
    "meetings/held.md": "---\ntitle: Zanzibar\nbody: board\ndraft: yes\nstarts: 2026-11-01T10:00+00:00\n---\nHeld.\n",
    "meetings/someday.md": "---\ntitle: Someday\nbody: board\n---\nNobody knows when.\n",
}


@pytest.fixture(scope="session")
def reeds(tmp_path_factory):
    root = tmp_path_factory.mktemp("reeds")
    for name, text in CONTENT.items():
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    program = ROOT / "target" / "debug" / "plenary"
    subprocess.run([program, "build", "--root", root, "--today", "2026-10-01"], check=True, capture_output=True)
    return root / "public"


def events(path):
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    return calendar, {str(event["uid"]): event for event in calendar.walk("VEVENT")}


@pytest.mark.parametrize("site", SITES)
def test_every_calendar_is_read_by_all(built, site):
    files = list(built(site).rglob("*.ics"))
    assert files
    for path in files:
        data = path.read_bytes()
        assert all(len(line) <= 75 for line in data.split(b"\r\n")), path
        assert b"\n" not in data.replace(b"\r\n", b"")
        calendar, found = events(path)
        assert len(found) == len(calendar.walk("VEVENT")) > 0
        assert not any(part.errors for part in calendar.walk())
        assert not calendar.get_missing_tzids()
        other = vobject.readOne(data.decode())
        assert len(other.vevent_list) == len(found)
        seen = recurring_ical_events.of(calendar).between((2020, 1, 1), (2035, 1, 1))
        assert {str(event["uid"]) for event in seen} == set(found)


@pytest.mark.parametrize("site", SITES)
def test_a_meeting_is_the_same_in_every_language(built, site):
    files = [built(site) / "calendar.ics", *built(site).glob("??/calendar.ics")]
    assert len(files) > 1
    facts = [
        {uid: (e.start, e.get("sequence"), e.get("status"), e.get("dtstamp").dt) for uid, e in events(path)[1].items()}
        for path in files
    ]
    for other in facts:
        assert {uid: fact[:3] for uid, fact in other.items()} == {uid: fact[:3] for uid, fact in facts[0].items()}


def test_moments_stay_across_a_change_of_the_clock(reeds):
    _, found = events(reeds / "calendar.ics")
    at = {uid.split("/")[-1].split("@")[0]: event.start for uid, event in found.items()}
    utc = {name: moment.astimezone(timezone.utc) for name, moment in at.items()}
    assert utc["a"] == datetime(2026, 10, 24, 9, tzinfo=timezone.utc)
    assert utc["b"] == datetime(2026, 10, 26, 10, tzinfo=timezone.utc)
    assert utc["c"] == datetime(2026, 10, 25, 1, 30, tzinfo=timezone.utc)
    assert at["b"].utcoffset() == timedelta(0)


def test_what_a_record_says_is_said(reeds):
    calendar, found = events(reeds / "bodies" / "board" / "calendar.ics")
    a, b = (found[f"sub/meetings/{name}@reed.example.org"] for name in "ab")
    assert (a["status"], b["status"], b["sequence"]) == ("CONFIRMED", "CANCELLED", 3)
    assert "dtend" not in a and b.end - b.start == timedelta(minutes=90)
    assert a["url"] == "https://reed.example.org/sub/meetings/a/"
    assert a["conference"] == "https://meet.example.org/a?b=1&c=2,3"
    assert str(a["description"]).startswith("One, two; three.\n")
    name = str(calendar["name"]).replace("\\", "")  # The library leaves the escapes of this property.
    assert name.startswith("Board; of Towns, and Reeds")
    assert "month" in calendar["description"]


def test_words_longer_than_a_line_are_whole(reeds):
    for tag in ["ar", "zh"]:
        title = CONTENT[f"meetings/a.{tag}.md"].split("title: ")[1].split("\n")[0].strip()
        _, found = events(reeds / tag / "calendar.ics")
        assert str(found["sub/meetings/a@reed.example.org"]["summary"]) == title


def test_rules_make_no_dates_and_nothing_held_shows(reeds):
    assert not (reeds / "bodies" / "quiet" / "calendar.ics").exists()
    for path in reeds.rglob("*.ics"):
        text = path.read_text(encoding="utf-8")
        assert "RRULE" not in text and "Zanzibar" not in text and "Someday" not in text


@pytest.mark.parametrize("site", ["coalition", *SITES])
def test_every_card_is_read(built, site):
    for path in built(site).rglob("*.vcf"):
        data = path.read_bytes()
        assert all(len(line) <= 75 for line in data.split(b"\r\n")), path
        card = vobject.readOne(data.decode())
        assert card.version.value == "4.0" and card.fn.value
        assert card.kind.value in {"org", "individual"}
        assert card.uid.value.startswith("https://") and card.source.value.endswith("/contact.vcf")


def test_a_card_says_how_to_reach_somebody(reeds):
    card = vobject.readOne((reeds / "organisations" / "reed-works" / "contact.vcf").read_bytes().decode())
    assert card.email.value == "desk@reed.example.org"
    assert card.tel.value == "tel:+441632960001"
    assert card.adr.value.street.replace("\\n", "\n").splitlines() == ["1 Quay", "Reedham"]
    assert card.fn.value == "Reed; Works, Ltd"
