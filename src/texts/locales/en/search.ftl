# Search and the skills gap.

search-in = Search in
search-do = Search
search-people = People
search-vacancies = Vacancies
search-words = Words to search for
search-example = practical nurse "dementia care" -nights
search-help = All words are looked for in all their forms. "A phrase" in quotation marks, a minus before a word to leave it out, an asterisk after the beginning of a word.
filters = Narrow down
clear-filters = Clear filters
facet-municipalities = Municipality
facet-concepts = Occupation
facet-permits = Permits
found = { $count ->
    [0] Nothing found
    [one] { $shown } found
   *[other] { $shown } found
}
found-nothing = Nothing holds these words. Try fewer words, or a broader one.

gaps-title = Skills gap
gaps-lead = What open vacancies need, and how many people have it.
gaps-chart = The largest gaps
gaps-none = There is nothing to count here.
gaps-suppressed = A dash (–) means that a count is kept back: it is one to four, or one such could be found from it by subtraction. So nobody can be recognised.
as-csv = Download as CSV
demand = Demand
supply = Supply
gap = Gap
too-few = –
gaps-of = Gap in
gaps-of-skill = Skills
gaps-of-occupation = Occupations
gaps-of-permit = Permits
gaps-whole-region = The whole region
gaps-largest = Largest first; the CSV file has them all.

course-title = What a course would open
course-link = What would a course open?
course-lead = Choose what the course gives. The answer says how many would move into those that fit, where they live, and which vacancies would open.
course-by-place = By municipality
course-what = Whoever meets the prerequisites could take it. Whoever would then fit some vacancy that they do not fit now would gain. People are counted where they live, vacancies where the work is, each once; a vacancy that would open for fewer than five is neither counted nor named. Many more may gain than there are seats: the count says for whom something that the course gives would open some vacancy, not who would come to the course.
course-alone = Some would gain by one single thing that the course gives. What each would open alone:
course-able = Could take it
course-gain = Would gain
course-vacancies = Vacancies opened
course-opened = { $count ->
    [one] { $shown } vacancy would open for five people or more
   *[other] { $shown } vacancies would open for five people or more each
}
course-nothing = The course would move nobody, or too few to be named, into those that fit a vacancy: what it gives is not required, or the obstacle is another.
course-plan = Plan a course
course-cards = Cards
course-skills = Skills that are most short
course-finnish = Finnish asked of those who come
course-no-level = none asked
course-seats = Seats
seats = { $count ->
    [one] { $shown } seat
   *[other] { $shown } seats
}
place-not-known = Not known
search-note-quote-unpaired = A quotation mark stands without its pair and was left out: close it to find the words side by side.
search-note-only-exclusions = You said only what is not to be found, so everything else is listed, in no order that means anything. Add a word that is to be found.
search-note-cut = The words are too many: only the first of them were read.
facets-none = There is nothing here to narrow the search by.
search-too-long = The words are longer than { $most } characters.
