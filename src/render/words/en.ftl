### The interface in English. `content/strings/en.ftl` changes or adds messages.

## Around a page
skip-to-content = Skip to content
menu = Menu
breadcrumbs = Breadcrumbs
home = Home
on-this-page = On this page
languages = Languages
language-missing = not available in this language
feed-of = Feed: { $title }
last-updated = Last updated
published-by = Published by
about-this-site = About this site
licence = Licence
edit-this-page = Edit this page
previous = Previous
next = Next
neighbours = Previous and next
abbreviations = Abbreviations
letters = Letters
undated = Without a date
latest-notes = Latest notes
all-notes = All notes
not-found = Page not found
not-found-help = There is no page at this address. The menu leads to all parts of this site.
fallback-notice = This page is not available in this language. It is shown in { $language }.
moved = This page has moved
moved-to = It is now here: { $link }
a-z = A to Z
parts = Pages of this list
part = Page { $number }
topics = Topics
topic = Topic: { $topic }
contents-of = { $count ->
    [0] Nothing is listed here yet.
    [one] One entry
   *[other] { $count } entries
}
sections = Sections
corrections = Corrections
contact = Contact
email = E-mail
phone = Telephone
address = Address
press = Press
links = Links
named-by = Named on these pages
gone-notice = This page was withdrawn on { $date }.
original-changed = The original has changed since this translation was made: { $link }

## In a text
footnotes = Footnotes
footnote = Footnote { $number }
footnote-back = Back to the text
done = Done
to-do = To do
note = Note
tip = Tip
important = Important
warning = Warning
caution = Caution
table = Table
file-of = { $kind }, { $size }

## Kinds and their lists
bodies = Bodies
organisations = Organisations
people = People
quotes = Quotes
notes = Notes
meetings = Meetings
quote-of = Quote: { $name }
quote-untitled = Quote
meeting-of = { $body }, { $date }
meeting-untitled = Meeting

## Sorts of bodies and organisations
committee = Committee
secretariat = Secretariat
mechanism = Mechanism
working-group = Working group
assembly = Assembly
board = Board
city-network = City network
un-agency = UN agency
intergovernmental = Intergovernmental organisation
ngo = Non-governmental organisation
government = Government
coalition = Coalition
initiative = Initiative
forum = Forum

## Facts
facts = Facts
acronym = Acronym
other-names = Also called
classification = Kind
part-of = Part of
body-of = Body of
within = Within
website = Website
identifiers = Identifiers
founded = Founded
dissolved = Dissolved
members = Members
former-members = Former members
future-members = Future members
chairs = Chair
meets = Meetings are held
member-of = Takes part in
relations = Role
relations-to = How others stand to it
posts = Posts
former-posts = Former posts
honorific = Form of address
since = since { $date }
until = until { $date }
since-until = { $since } to { $until }
quotes-of-members = Quotes by those who belong to it
notes-about = Notes
about = About
body = Body
documents = Documents
status = Status
planned = Planned
held = Held
cancelled = Cancelled
place = Place
online = Online
take-part = Take part online
starts = Starts
ends = Ends
level = Level
agenda = Agenda
minutes = Minutes
source = Source
date = Date
said-in = Said in
unofficial-translation = Unofficial translation
unofficial-translation-by = Unofficial translation by { $by }

## How one stands to another
decides-for = Decides for { $whom }
decides-for-on = Decides for { $whom } on { $on }
advises = Advises { $whom }
advises-on = Advises { $whom } on { $on }
guides = Guides { $whom }
guides-on = Guides { $whom } on { $on }
serves = Serves { $whom }
serves-on = Serves { $whom }: { $on }
reports-to = Reports to { $whom }
reports-to-on = Reports to { $whom } on { $on }
acts-for = Acts on behalf of { $whom }
acts-for-on = Acts on behalf of { $whom } on { $on }
represents = Represents { $whom }
represents-in = Represents { $whom } in { $forum }
decides-for-of = { $who } decides for it
decides-for-on-of = { $who } decides for it on { $on }
advises-of = { $who } advises it
advises-on-of = { $who } advises it on { $on }
guides-of = { $who } guides it
guides-on-of = { $who } guides it on { $on }
serves-of = { $who } serves it
serves-on-of = { $who } serves it: { $on }
reports-to-of = { $who } reports to it
reports-to-on-of = { $who } reports to it on { $on }
acts-for-of = { $who } acts on its behalf
acts-for-on-of = { $who } acts on its behalf on { $on }
represents-of = { $who } represents it
represents-in-of = { $who } represents it in { $forum }
works-within = Works within { $forum }

## A diagram: beside an arrow, what the one it leaves does for the one it comes to
diagram-of = Diagram: { $name }
diagram-owners = A plain line joins a body to the one it belongs to.
diagram-arrows = An arrow starts at the one who acts, and says what it does for the other.
diagram-in-words = The same in words
arrow-within = works within
arrow-decides-for = decides for
arrow-decides-for-on = decides on { $on } for
arrow-advises = advises
arrow-advises-on = advises on { $on }
arrow-guides = guides
arrow-guides-on = guides on { $on }
arrow-serves = serves
arrow-serves-on = serves: { $on }
arrow-reports-to = reports to
arrow-reports-to-on = reports on { $on } to
arrow-acts-for = acts on behalf of
arrow-acts-for-on = acts on { $on } on behalf of
arrow-represents = represents
arrow-represents-in = represents in { $forum }

## Meeting rules: `cadence` with a stretch of time, then its additions
times = { $times ->
    [one] once
    [2] twice
   *[other] { $times } times
}
cadence = { $every ->
    [week] { $times } a week
    [month] { $times } a month
    [quarter] { $times } a quarter
    [half-year] { $times } every half-year
   *[year] { $times } a year
}
cadence-at-least = at least { $rule }
cadence-level = { $rule } at { $level } level
cadence-or = { $rule }, or { $or }

## Accessibility statements
accessibility-status = Status
not-assessed = Not assessed
partial = Partially conforms
full = Fully conforms
accessibility-standard = Standard
accessibility-assessed-on = Assessed on
accessibility-method = Method
accessibility-feedback = Feedback
accessibility-enforcement = Enforcement
accessibility-limits = What is not accessible
