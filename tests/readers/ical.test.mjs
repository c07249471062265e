// Calendars, read by ical.js, of which Thunderbird's calendar is made.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";

import ICAL from "ical.js";

const BUILT = new URL("../../target/readers/", import.meta.url).pathname;

function calendars(site) {
  const files = readdirSync(join(BUILT, site), { recursive: true });
  return files.filter((file) => file.endsWith(".ics")).map((file) => join(BUILT, site, file));
}

for (const site of ["harbour", "lagoon", "straits"]) {
  test(`${site}: every meeting has its moment and its words`, () => {
    const files = calendars(site);
    assert.ok(files.length > 0);
    for (const file of files) {
      const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
      for (const zone of calendar.getAllSubcomponents("vtimezone")) {
        ICAL.TimezoneService.register(zone);
      }
      const events = calendar.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event));
      assert.ok(events.length > 0, file);
      for (const event of events) {
        assert.ok(event.uid && event.summary, file);
        assert.notEqual(event.startDate.zone, ICAL.Timezone.localTimezone, file);
        assert.ok(!event.component.hasProperty("dtend") || event.endDate.compare(event.startDate) > 0, file);
        assert.equal(event.isRecurring(), false);
      }
      ICAL.TimezoneService.reset();
    }
  });
}

test("a meeting in summer is an hour from UTC in Lisbon, one in winter is not", () => {
  const file = join(BUILT, "lagoon", "calendar.ics");
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(zone);
  }
  const hours = {};
  for (const event of calendar.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event))) {
    hours[event.uid.split("/")[1].split("@")[0]] = event.startDate.utcOffset() / 3600;
  }
  assert.equal(hours["2026-06-10-assembly"], 1);
  assert.equal(hours["2027-02-02-quality-group"], 0);
});
