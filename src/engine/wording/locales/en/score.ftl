# The words of scoring: parts, reasons, what is missing, questions.
criterion-skills = Skills
criterion-occupation = Occupation and experience
criterion-languages = Languages
criterion-permits = Permits and cards
criterion-education = Education
criterion-words = Other words of the advert
criterion-wished_occupation = Wished occupation
criterion-commute = Way to work
criterion-hours_shifts = Hours and conditions
criterion-start_contract = Start and contract

asked-experience = at least { $years ->
    [one] { $years } year
   *[other] { $years } years
} of experience
asked-experience_months = at least { $months ->
    [one] { $months } month
   *[other] { $months } months
} of experience
asked-age = at least { $age } years old
asked-right_to_work = right to work
asked-car = own car
asked-education = { $level ->
    [basic] comprehensive school
    [upper_secondary] upper secondary qualification
    [specialist] further or specialist vocational qualification
    [bachelor] bachelor's degree
    [master] master's degree
    [doctor] doctorate
   *[other] education
}
asked-wished_occupation = wished occupation
asked-commute = way to work
asked-hours = hours
asked-shifts = shifts
asked-conditions = conditions of work
asked-start = start
asked-contract = length of contract
asked-kinds = kind of work
native = native
unknown-level = level not known

reason-holds = Has it: { $held }.
reason-in_order = In order.
reason-holds_near = Near what is asked: { $held }.
reason-essential_in_work = Essential in work done: { $held }.
reason-optional_in_work = Often part of work done: { $held }.
reason-words_only = The word stands in the profile, but no classified skill does.
reason-implied = The law asks it of the occupation, whether or not the advert does: { $rule }
reason-not_said = The profile does not say.
reason-denied = The profile says that they do not have this.
reason-not_listed = Not among what the profile states.
reason-expired = No longer valid.
reason-level = Level { $held }, { $asked } needed.
reason-months = { $held ->
    [one] { $held } month
   *[other] { $held } months
} of experience, { $asked } needed.
reason-under_way = Under way, or waiting for recognition.
reason-other_education = The education is of another field or level.
reason-other_occupation = Work and education are of other occupations.
reason-vacancy_silent = The advert does not say.
reason-flexible = The person has set no limit.
reason-as_wished = As wished.
reason-against_wish = Against the wish; open to agreement.
reason-partly_as_wished = Partly as wished.
reason-remote = The work can be done remotely.
reason-wished_place = The municipality is among those wished for.
reason-minutes = An estimated { $minutes } min one way{ $limit ->
    [0] ; no limit is stated.
   *[other] , limit { $limit } min.
}
reason-no_estimate = The way cannot be estimated.
reason-early_without_car = Work begins early or by night, and the profile has no car to use.
reason-conditions = { $broken ->
    [none] { $asked ->
        [none] The workplace offers: { $met }.
       *[other] To ask the employer: { $asked }.
    }
   *[other] Conditions that the work is against: { $broken }.
}
reason-hours_limit = The right is limited to { $limit } hours a week, the work takes at least { $minimum }.
reason-starts_before = Work starts { $days ->
    [one] { $days } day
   *[other] { $days } days
} before the person can begin.
reason-younger = Younger than { $age }, by what the profile states of age.
reason-no_right_to_work = No right to work is in force, by what the profile states.
reason-fields_of_right = The right to work is for some fields alone; the profile does not say whether this is one of them.
reason-shade = { $percent } % of it counts: { $lacks }.
lack-bare_list = it stands in a bare list, with nothing said of it
lack-said_only = it is said, but not shown by work, study or a certificate
lack-level_unsaid = the level is basic or not said
lack-level_good = the level is good, not expert
lack-years_unsaid = less than a year, or the years are not said
lack-years_few = less than three years
lack-not_recent = its last use is over three years before the profile's latest date
lack-use_unsaid = its last use is not known
lack-named = it is named, but neither done nor studied for
lack-studied = it is studied for, not done
reason-named = { $name }

ask-must = Do you have this: { $what }?
ask-skill = Have you done or learnt this, and where: { $what }?
ask-level = Do you know the language: { $what }?
ask-occupation = What work have you done or studied for?
ask-experience = How long have you done this work?
ask-age = Have you turned { $age }?
ask-right_to_work = Do you have the right to do this field's work?
ask-right_to_work_unknown = To check before an offer: the right to work is not known.
ask-car = Do you have a car to use?
ask-education = What education do you have?
ask-early = How would you get to work that early, or by night?
ask-commute = How would you travel to work?
ask-conditions = To the employer: { $what }
ask-condition-no_heavy_lifting = Can the work be done without heavy lifting?
ask-condition-sitting = Can the work be done while sitting?
ask-condition-standing = Can the work be done while standing?
ask-condition-step_free = Can the workplace be reached without steps?
ask-condition-max_hours_day = Can a shorter day be arranged?
ask-condition-no_nights = Can the work be arranged without nights?
ask-condition-quiet = Is there a quiet place to work in?
ask-condition-no_driving = Can the work be done without driving?
ask-condition-plain_instructions = Can the instructions be given in plain language?
ask-condition-workplace_coach = Can a coach be with them at the workplace?

rule-source = { $rule } ({ $source }, { $date })
renewal = To be renewed: { $rule }

condition-no_heavy_lifting = no heavy lifting
condition-sitting = work while sitting
condition-standing = work while standing
condition-step_free = step-free access
condition-max_hours_day = a shorter day
condition-no_nights = no night work
condition-quiet = a quiet place
condition-no_driving = no driving
condition-plain_instructions = plain instructions
condition-workplace_coach = a coach at the workplace

route-wage_subsidy = pay subsidy
route-work_try_out = work try-out
route-apprenticeship = apprenticeship
route-training_agreement = training agreement
route-rekrykoulutus = recruitment training
route-labour_market_training = labour market training
route-job_arrangement_support = support for arranging working conditions
route-possible = { $route }: possible, the authority decides

check-right-to-work = The employer checks the right to work.
versus-more = { $label }: { $a } more than { $b } (+{ $points } p).
cannot-judge = Nothing of the work can be judged: the advert names no occupation, skill, permit, language or education. That is not a zero; groups and order here go by what people wish alone. Ask the employer what the work needs.
judge-thin = The advert says little: fewer than three things to judge, or no occupation that is known here. Points then say less than usual; ask the employer for more.
nothing-required = It requires nothing by which people could be told apart: whoever is in the first group is there because nothing is against it.
everyone-hidden = Nobody is shown: { $people ->
    [one] one jobseeker is stored, and hidden
   *[other] { $people } jobseekers are stored, and each is hidden
} ({ $causes }). One person may be counted under several. What is not known can be supplied when importing.
nobody-here = No jobseekers have been imported yet.
hidden-erased = their data was deleted
hidden-not_for_role = not read by this role
hidden-restricted = their data is stored and not used (GDPR, article 18)
hidden-protected = known non-disclosure order
hidden-protection_unknown = not known whether there is a non-disclosure order (supply: --protection)
hidden-protected_or_unknown = non-disclosure order, or not known whether there is one (supply: --protection)
hidden-matching_off = not to be matched
hidden-matching_unknown = not known whether they may be matched (supply: --matching)
hidden-outside_scope = served by others
hidden-scope_unknown = not known who serves them (supply: coach and service_unit in the record)
hidden-not_assigned = not assigned to this reader, or without consent to it
hidden-no_consent = no consent
hidden-consent_text_unknown = not known which text was consented to (supply: consent_text in the record)
hidden-consent_not_yet = the consent begins later
hidden-consent_ended = the consent has ended
hidden-no_right_to_work = no right to work
hidden-not_offered = not offered now, by the coach's word
hidden-few = fewer than { $least }
