### The interface in English. `content/strings/en.ftl` changes or adds messages.
###
### A new language is a file beside this one, named by its tag, with all these messages. What stands in
### `{ }` comes from the site: names and dates as their own language writes them, without case or article.
### Numbers are set by the language; the forms of a plural are CLDR's (zero, one, two, few, many, other).

## Around a page
skip-to-content = Skip to content
menu = Menu
breadcrumbs = Breadcrumbs
home = Home
on-this-page = On this page
languages = Languages
language-missing = not available in this language
feed-of = Feed: { $title }
last-updated = Last updated { $date }
published-by = Published by { $who }
about-this-site = About this site
licence = Licence: { $licence }
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
correction = { $date }: { $what }
contact = Contact
email = E-mail
phone = Telephone
address = Address
press = Press
links = Links
named-by = Named on these pages
gone-notice = This page was withdrawn on { $date }.
original-changed = The original has changed since this translation was made: { $link }

## Between words
# Between two facts in a line.
comma = {", "}
# Behind words that a list or a value follows.
colon = { $name }:
# A name with its short form, or another remark behind it.
in-brackets = { $name } ({ $remark })
# A name and what it is.
named-as = { $name }: { $what }

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
# The sizes of files, in units of 1 (bytes), 1,000 and 1,000,000 bytes.
size-b = { $size } B
size-kb = { $size } kB
size-mb = { $size } MB

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
# The label over or beside the name of the one whose body it is, and the same as a phrase.
body-of = Body of
body-of-whom = Body of { $whom }
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
# $precision says how exact the date is: day, month or year.
since = since { $date }
until = until { $date }
# $since-precision and $until-precision say how exact each date is.
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
source = Source: { $source }
date = Date
said-in = Said in { $language }
unofficial-translation = Unofficial translation
unofficial-translation-by = Unofficial translation by { $by }

## How one stands to another
# $whom-kind, $who-kind and $forum-kind say what is named: body, organisation, person, or name where the name
# stands by itself, because its own first word is one of `articles`. $whom-head, $who-head and $forum-head are the
# first word of the name in small letters without accents, for languages whose articles have a gender.
articles = the a an
whom = { $whom-kind ->
    [body] the { $whom }
   *[other] { $whom }
}
who = { $who-kind ->
    [body] The { $who }
   *[other] { $who }
}
forum-named = { $forum-kind ->
    [body] the { $forum }
   *[other] { $forum }
}
decides-for = Decides for { whom }
decides-for-on = Decides for { whom } on { $on }
advises = Advises { whom }
advises-on = Advises { whom } on { $on }
guides = Guides { whom }
guides-on = Guides { whom } on { $on }
serves = Serves { whom }
serves-on = Serves { whom }: { $on }
reports-to = Reports to { whom }
reports-to-on = Reports to { whom } on { $on }
acts-for = Acts on behalf of { whom }
acts-for-on = Acts on behalf of { whom } on { $on }
represents = Represents { whom }
represents-in = Represents { whom } in { forum-named }
decides-for-of = { who } decides for it
decides-for-on-of = { who } decides for it on { $on }
advises-of = { who } advises it
advises-on-of = { who } advises it on { $on }
guides-of = { who } guides it
guides-on-of = { who } guides it on { $on }
serves-of = { who } serves it
serves-on-of = { who } serves it: { $on }
reports-to-of = { who } reports to it
reports-to-on-of = { who } reports to it on { $on }
acts-for-of = { who } acts on its behalf
acts-for-on-of = { who } acts on its behalf on { $on }
represents-of = { who } represents it
represents-in-of = { who } represents it in { forum-named }
works-within = Works within { forum-named }

## A diagram: beside an arrow, what the one it leaves does for the one it comes to
diagram-of = Diagram: { $name }
diagram-owners = A plain line joins a body to the one it belongs to.
diagram-arrows = An arrow starts at the one who acts, and says what it does for the other.
diagram-in-words = The same in words:
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
arrow-represents-in = represents in { forum-named }

## Meeting rules: how often, at which level, or when else
cadence = { $at-least ->
    [yes] at least { cadence-often }
   *[no] { cadence-often }
}{ $has-level ->
    [yes] , at { $level } level
   *[no] {""}
}{ $has-or ->
    [yes] , or { $or }
   *[no] {""}
}
cadence-often = { $every ->
    [week] { cadence-times } a week
    [month] { cadence-times } a month
    [quarter] { cadence-times } a quarter
    [half-year] { cadence-times } every half-year
   *[year] { cadence-times } a year
}
cadence-times = { $times ->
    [one] once
    [2] twice
   *[other] { $times } times
}

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

## Open data
data = Open data
data-intro = The facts on these pages as data, for newsrooms, researchers and other sites. Pages and data are made of the same records.
data-governance = Bodies, organisations, people, memberships, posts, quotes and meetings
data-linked = The same facts as linked data
data-licence = Licence
data-no-licence = No licence is stated. Ask the publisher before you publish this data again.
data-example = Example
data-example-formula = This formula shows the members in an online spreadsheet:
data-example-program = This program in Python prints who belongs where:
data-further = Further forms

## Search
search = Search
search-words = Words to look for
search-button = Search
search-kinds = Only these kinds
search-topic = Topic
search-topic-any = All topics
pages = Pages
search-more = Show more results
search-working = Searching …
# $form is the plural form of $count, as Unicode names it; $count is a sign that the browser replaces.
search-found = { $form ->
    [one] { $count } result
   *[other] { $count } results
}
search-nothing = Nothing was found. Try another word, fewer words, or all kinds and topics.
search-failed = Search cannot be reached just now. Try again in a moment.
search-needs-script = Searching needs JavaScript, which this browser does not run here.
search-a-z = All pages stand in the list “{ $link }”.

## Calendars
calendar-of = Calendar of meetings: { $title }
contact-card = Contact card

## Public corrections
corrections-intro = What was corrected on these pages after it was published, newest first.
corrections-withdrawn = A page was withdrawn

## Editions
preview-band-name = Preview
preview-band = Preview, not published
search-not-here = Search works on the site itself. This copy is read without a server, which search needs.
