# Vacancies, candidates, scores.

yes = Yes
show = Show
next-page = Next page
show-more = Show more
first-page = Back to the first page
municipality = Municipality
any-municipality = All municipalities
vacancy = Vacancy

home-title = Work and people, openly matched
home-lead = See who fits a vacancy, why, who nearly fits and what to ask first.
home-vacancies = open vacancies
home-situations = Where to look first
home-as-of = Everything is judged as of { $day }.
home-situations-what = Situations from the service's days in this made-up region.

vacancies-title = Open vacancies
vacancies-count = { $count ->
    [one] { $shown } open vacancy
   *[other] { $shown } open vacancies
}
vacancies-none = There are no open vacancies here.
untitled-vacancy = Vacancy without a title
about-vacancy = About the vacancy
asked-title = Requirements and wishes
asked-nothing = The advert holds nothing that could be judged.
asked-points = The number is the most points that each can give.
unresolved = Kept as words, since the taxonomy does not hold them:
vacancy-closed = The order below is as it would be if applicants were taken.
facts-title = Terms
advert = The advert

need-must = required
need-should = wished for
need-nice = an advantage

fact-place = Place
fact-remote = Remote work
fact-starts = Starts
fact-ends = Ends
fact-closes = Apply by
fact-contract = Contract
fact-hours = Hours
fact-shifts = Shifts
fact-kinds = Kind of work
fact-positions = Positions
fact-pay = Pay
fact-conditions = The workplace offers
fact-routes = The employer is open to
fact-age = Lowest age by law
fact-checks = The employer checks whoever is chosen, by law
fact-source = Source
contract-permanent = Permanent
contract-fixed-term = Fixed term
hours-full = full time
hours-part = part time
hours-weekly = { $hours } h a week
shift-day = day
shift-evening = evening
shift-night = night
shift-weekend = weekend
kind-agency = agency work
kind-seasonal = seasonal work
kind-summer = summer job
kind-on-call = on call
kind-apprenticeship = apprenticeship
kind-training = traineeship
kind-commission = commission-paid
condition-no-heavy-lifting = no heavy lifting
condition-sitting = work while sitting
condition-standing = work while standing
condition-step-free = step-free access
condition-max-hours-day = a shorter day
condition-no-nights = no night work
condition-quiet = a quiet place
condition-no-driving = no driving
condition-plain-instructions = instructions in plain language
condition-workplace-coach = a coach at the workplace
route-wage-subsidy = pay subsidy
route-work-try-out = work try-out
route-apprenticeship = apprenticeship
route-training-agreement = training agreement
route-rekrykoulutus = recruitment training
route-labour-market-training = labour market training
route-job-arrangement-support = support for arranging working conditions
check-criminal-record-children = criminal record (work with children)
check-criminal-record = criminal record
check-vaccination = protection by vaccination or past illness (Communicable Diseases Act, section 48)
check-security-clearance = security clearance
check-drug-test = drug test
check-health = medical examination
check-credit = credit record
pay-unit-hour = €/hour
pay-unit-day = €/day
pay-unit-month = €/month
pay-unit-year = €/year
pay-basis-collective-agreement = by collective agreement
pay-basis-time = by time
pay-basis-piece = piecework
pay-basis-commission = by commission

basis = Can be judged
basis-name-full = Well
basis-name-thin = Thinly
basis-name-none = Not at all

candidates-title = Candidates
considered = { $count ->
    [one] { $shown } person considered: everyone you may see.
   *[other] { $shown } people considered: everyone you may see.
}
groups = Groups
group-all = Everyone
group-fits = Fits
group-fits-if = Fits if …
group-not-lawful-yet = Not lawful yet
group-far = Far
group-unjudged-fits = Not judged: no wish is against it
group-unjudged-fits-if = Not judged: something to agree or ask
group-unjudged-means-fits = Nothing of the work could be judged; no stated wish is against it.
group-unjudged-means-fits-if = Nothing of the work could be judged; something of the terms is to be agreed or asked.
group-means-fits = All that is required is in order and known, and the work is against no stated wish.
group-means-fits-if = What is open can be learnt, agreed or asked.
group-means-not-lawful-yet = Something that the law asks before the work may begin is known to be missing.
group-means-far = No near occupation, and fewer than half of the required skills.
meets-nothing = nothing that the work asks is known of them yet
meets-little = of what the work asks, only { $points }/{ $max } p is met
set-aside-title = What sets most people aside
set-aside-what = Required things with how many people are known to lack each (one person may lack several), and how many would fit if that one were dropped.
set-aside-people = Known to lack it
set-aside-only = Would fit without it
requirement = Requirement
nobody-visible = You see nobody. A person is shown to you only when all of this holds: it is known that they have no non-disclosure order; it is known that they may be matched; the coach offers them now; and your role serves them. What is not known hides as well: whoever imports the records can supply it (--protection, --matching).
nobody-in-group = Nobody is in this group.

half-work = What the work asks
half-wishes = What the person wishes
legend-open = Not known: could still earn points
legend-track = Earned no points
bar-label = { $points } of { $max } points; the parts are in the table
open-points = + { $points } open
part = Part
parts-title = Points by part
points = Points
points-max = Most
sum = Sum
ask = Ask
more-questions = { $count ->
    [one] and { $shown } more question
   *[other] and { $shown } more questions
}
days = { $count ->
    [one] { $shown } day
   *[other] { $shown } days
}
class-legal = Required by law
class-title = Qualification and registration
class-trainable = Learnable
class-negotiable = Negotiable
class-core = Core of the work
state = State
state-met = has it
state-near = near
state-unknown = not known
state-missing = missing
because = Why
nearness = nearness { $percent } %
field-headline = headline
field-text = own words
field-skills = skill
field-employments = work history
field-educations = education
field-languages = language
field-permits = permit
field-wishes = wishes
field-title = title
field-description = advert
expired = expired
missing-title = What is missing
unknown-title = Questions to ask
open-title = What is open
routes-title = Possible services
routes-what = Possible; the authority decides.
other-vacancies = Other vacancies for this person
versions = Judged on { $day }. Weights { $weights }, taxonomy { $taxonomy }.

compare-pick = Compare
compare-two = Compare the two chosen
versus-title = Why one above the other
versus-by-group = { $first } is in the group “{ $group }” and { $second } in “{ $other }”: the group comes before points.
versus-by-points = Between { $first } and { $second }: { $points } p; most of it from { $part } ({ $most }).
versus-same = Nothing tells them apart: with equal points the order is drawn by a lot that does not change.
versus-choose-two = Choose two people to compare.
versus-parts = Part by part
difference = Difference

jobs-title = Vacancies for this person
jobs-considered = { $count ->
    [one] { $shown } open vacancy considered.
   *[other] { $shown } open vacancies considered.
}
jobs-order = Points compare people for one vacancy, not vacancies with each other. The order here is by group, then how well the vacancy can be judged, then points.
no-jobs = No vacancies in this group.

clients-title = Clients together
clients-lead = The clients of a coach or of a service unit, each with the best vacancies. In a round of redundancies the group is the unit that serves those who were laid off.
clients-whose = Whose clients
clients-people = People
clients-too-many = Too many for one page: choose a coach.
clients-of-coach = Coach
clients-of-unit = Service unit
clients-count = { $count ->
    [one] { $shown } client.
   *[other] { $shown } clients.
}
clients-fitted = vacancies fit at least one of them
clients-fitted-if = other vacancies would fit at least one of them, if what is open is settled
clients-without = { $count ->
    [one] No open vacancy fits { $shown } client as things are. They stand first in the list.
   *[other] No open vacancy fits { $shown } clients as things are. They stand first in the list.
}
clients-not-offered = A client whom the coach is not offering at present is seen by that coach alone.
clients-best = Best vacancies
clients-missing = missing: { $what }
clients-agree = to be agreed on: { $what }
clients-card = The card or permit that opens most
clients-none = No open vacancy is near.
clients-step = Would open most
clients-opens = { $count ->
    [one] opens { $shown } vacancy
   *[other] opens { $shown } vacancies
}
clients-no-step = No single step opens another vacancy.
step-skill = skill
step-permit = permit or card
step-language-level = one level more of the language
step-car = a car to use
step-commute-15-minutes-more = 15 minutes more on the way to work
step-commute-30-minutes-more = 30 minutes more on the way to work
step-any-shifts = any shifts
step-any-hours = any hours
step-any-contract = any length of contract
step-any-kind = any kind of work
step-any-start = any start
step-any-occupation = any occupation
step-any-place = any municipality
step-one-condition-less = one condition less
offer-open = offered
offer-with-support = offered with support
offer-routes-only = through a service alone
offer-not-now = not offered now
agency = Staffing agency
agency-title = What the agency sees
agency-lead = The same vacancy from two sides: your view, and the answer that the agency's system gets.
agency-link = What does an agency see?
agency-you-see = You see
agency-sees = Agency { $agency } sees
agency-considered = { $count ->
    [one] { $shown } person considered: everyone who has consented to be shown to it for such work.
   *[other] { $shown } people considered: everyone who has consented to be shown to it for such work.
}
agency-pseudonym = A pseudonym. The points are counted of what consent releases alone; the rest is unknown.
agency-not-there = The person is not in the agency's answer: there is no consent, or they are not offered to agencies.
agency-none = Nobody has consented to be shown to an agency.
agency-closed = Agencies get candidates for open vacancies alone.
agency-list = The candidates as the agency sees them
agency-nobody = The agency gets nobody for this.
agency-never = What is never in the agency's answer
agency-never-name = a name, contact details or identifiers of the municipality's system
agency-never-words = the person's own words, or names of former employers
agency-never-home = the home municipality, unless consent releases it
agency-never-conditions = conditions of work, such as a limit on lifting
agency-never-services = pay subsidy or other services, or the coach's word
agency-never-right = the kind of the right to work: the employer checks it
no = No
years-short = { $count ->
    [one] { $shown } y
   *[other] { $shown } y
}
months-short = { $count ->
    [one] { $shown } mo
   *[other] { $shown } mo
}
vacancy-closed-on = Applications closed on { $day }.
vacancy-is-open = Applications are closed.
vacancy-is-paused = The vacancy is paused.
vacancy-is-filled = The vacancy is filled.
vacancy-is-withdrawn = The vacancy was withdrawn.
compare-how = Choose two in the list.
legend-wishes = A wish of which nothing is said earns { $percent } % of its points

not-asked-title = The advert asks what no employer may ask
not-asked-what = To be taken up with the employer. None of it is scored.
not-asked-age = age: may not be asked, save a limit set by a statute (Non-Discrimination Act 1325/2014, sections 8 and 17)
not-asked-family = family, pregnancy or marriage (Non-Discrimination Act 1325/2014, sections 8 and 17; Equality Act 609/1986, section 14)
not-asked-origin = origin, nationality or mother tongue, where the work does not need it (Non-Discrimination Act 1325/2014, sections 8 and 17)
not-asked-belief = religion or belief (Non-Discrimination Act 1325/2014, sections 8 and 17)
not-asked-health = health or disability (Non-Discrimination Act 1325/2014, sections 8 and 17; Act on privacy in working life 759/2004, section 5)
not-asked-union = membership in a trade union (Non-Discrimination Act 1325/2014, sections 8 and 17)
not-asked-sex = sex (Equality Act 609/1986, section 14)
