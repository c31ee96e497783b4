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
gaps-lead = What open vacancies ask for, and how many people have it.
gaps-chart = The largest gaps
gaps-none = There is nothing to count here.
gaps-suppressed = Counts of one to four people are kept back, so that nobody can be recognised.
as-csv = Download as CSV
demand = Asked for
supply = Available
gap = Gap
too-few = –
gaps-of = What
gaps-of-skill = Skills
gaps-of-occupation = Occupations
gaps-of-permit = Permits
gaps-whole-region = The whole region
gaps-largest = Largest first; the CSV file has them all.
