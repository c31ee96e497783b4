//! A judgement put into the shape of answers: parts, findings, what is missing, questions.

use std::borrow::Cow;

use super::answer::{Evidence, Finding, Match, Missing, Part, Unknown};
use super::wording::{self, value};
use crate::domain::permit::Permit;
use crate::domain::{Employment, FieldRef, Jobseeker, Lang, Route};
use crate::score::facts::Evidence as Place;
use crate::score::{
    Asked, Assessment, Facts, Found, Group, Half, Held, MissingClass, Plan, Reason, Requirement,
    State,
};
use crate::taxonomy::Taxonomy;

/// A profile with all that an explanation of it needs.
pub(super) struct Explained<'a> {
    pub(super) jobseeker: &'a Jobseeker,
    pub(super) facts: &'a Facts,
    pub(super) taxonomy: &'a Taxonomy,
    pub(super) lang: Lang,
    /// Whether the reader is staff: evidence, conditions, routes and names are for staff alone.
    pub(super) staff: bool,
}

impl Explained<'_> {
    /// The whole explanation of an assessment, without the names of person and vacancy.
    pub(super) fn matched(&self, plan: &Plan, assessment: &Assessment, routes: &[Route]) -> Match {
        let mut parts: Vec<Part> = Vec::new();
        let (mut missing, mut unknown) = (Vec::new(), Vec::new());
        for judged in &assessment.findings {
            let Some(requirement) = plan.requirements.get(usize::from(judged.requirement)) else {
                continue;
            };
            if !self.staff && is_for_staff(&requirement.asked) {
                // The points stay in the sum, the finding without its reason.
                self.add(
                    &mut parts,
                    requirement,
                    self.bare(requirement, &judged.found, judged.points),
                );
                continue;
            }
            let mut finding = self.finding(requirement, &judged.found, judged.points);
            if let Some(code) = plan.implied(requirement) {
                let implied = wording::implied(code, self.lang);
                finding.because = format!("{} {implied}", finding.because);
            }
            if judged.is_lack() {
                missing.push(self.missing(requirement, &judged.found, &finding));
            }
            if judged.found.state == State::Unknown {
                let ask = wording::question(
                    &requirement.asked,
                    judged.found.reason,
                    &finding.label,
                    self.lang,
                );
                unknown.extend(ask.map(|ask| Unknown {
                    what: finding.asked.clone(),
                    ask,
                }));
            }
            self.add(&mut parts, requirement, finding);
        }
        if self.staff && self.facts.right_to_work_unknown() {
            // No finding: unknown changes nothing. But whoever offers the work has to know.
            unknown.extend(self.check_right());
        }
        let group = assessment.group;
        Match {
            public_id: None,
            person: None,
            vacancy: None,
            label: None,
            basis: plan.judgeable.into(),
            group,
            points: assessment.points.into(),
            points_max: plan.points_max.into(),
            points_open: assessment.points_open.into(),
            parts,
            missing,
            unknown,
            routes: if self.staff && group == Group::FitsIf {
                self.routes(routes)
            } else {
                Vec::new()
            },
        }
    }

    /// The right to work as something to check, for staff.
    fn check_right(&self) -> Option<Unknown> {
        let asked = Asked::RightToWork;
        let (what, label) = wording::asked(&asked, self.taxonomy, self.lang);
        let ask = wording::question(&asked, Reason::NotSaid, &label, self.lang)?;
        Some(Unknown { what, ask })
    }

    fn add(&self, parts: &mut Vec<Part>, requirement: &Requirement, finding: Finding) {
        if parts
            .last()
            .is_none_or(|p| p.criterion != requirement.criterion)
        {
            parts.push(Part {
                criterion: requirement.criterion,
                half: requirement.half,
                label: wording::criterion(requirement.criterion, self.lang),
                points: 0,
                points_max: 0,
                findings: Vec::new(),
            });
        }
        if let Some(part) = parts.last_mut() {
            part.points += finding.points;
            part.points_max += finding.points_max;
            part.findings.push(finding);
        }
    }

    /// Services that the employer is open to and the coach has named: possible, never a cure of a legal lack.
    fn routes(&self, offered: &[Route]) -> Vec<String> {
        let of_person = &self.jobseeker.staff.routes;
        let both = of_person
            .iter()
            .filter(|r| offered.is_empty() || offered.contains(r));
        both.map(|route| {
            let name = wording::say(self.lang, &format!("route-{route}"));
            wording::say_with(self.lang, "route-possible", [value("route", name)])
        })
        .collect()
    }

    fn finding(&self, requirement: &Requirement, found: &Found, points: u16) -> Finding {
        let (asked, label) = wording::asked(&requirement.asked, self.taxonomy, self.lang);
        let (held, held_label) = self.held(found.held);
        let show = self.staff || requirement.half == Half::Work;
        Finding {
            asked,
            label,
            need: requirement.need,
            state: found.state,
            held,
            nearness: found.nearness,
            points: points.into(),
            points_max: requirement.ceiling.into(),
            evidence: if self.staff {
                self.evidence(found.held)
            } else {
                Vec::new()
            },
            because: if show {
                self.because(found, &held_label)
            } else {
                String::new()
            },
        }
    }

    /// The reason, and what took points from what is held.
    fn because(&self, found: &Found, held: &str) -> String {
        let because = wording::because(found.reason, held, self.lang);
        match wording::shade(found, self.use_is_said(found.held), self.lang) {
            Some(shade) => format!("{because} {shade}"),
            None => because,
        }
    }

    /// Whether the profile says when what a finding rests on was last used.
    fn use_is_said(&self, held: Held) -> bool {
        let profile = &self.jobseeker.profile;
        let place = self.facts.evidence(held).map(|place| place.field);
        match (held, place) {
            (Held::Skill(_), Some(FieldRef::Skill(i))) => {
                let skill = profile.skills.iter().flatten().nth(usize::from(i));
                skill.is_some_and(|skill| skill.last_used.is_some())
            }
            (Held::Work(_), Some(FieldRef::Employment(i))) => {
                let mut jobs = profile.employments.iter().flatten();
                let Some(first) = jobs.clone().nth(usize::from(i)) else {
                    return false;
                };
                // The evidence is the first job of an occupation; another of it may be the dated one.
                let same = |job: &Employment| job.occupation == first.occupation;
                profile.confirmed_at.is_some()
                    || jobs.any(|job| same(job) && (job.to.is_some() || job.from.is_some()))
            }
            (Held::Work(_), Some(FieldRef::Education(i))) => {
                let education = profile.educations.iter().flatten().nth(usize::from(i));
                education.is_some_and(|education| education.completed.is_some())
            }
            _ => false,
        }
    }

    /// A finding of something that is for staff alone, as a partner sees it: met or not said.
    fn bare(&self, requirement: &Requirement, found: &Found, points: u16) -> Finding {
        let (asked, label) = wording::asked(&requirement.asked, self.taxonomy, self.lang);
        let because = match requirement.asked {
            Asked::RightToWork => wording::say(self.lang, "check-right-to-work"),
            _ => String::new(),
        };
        Finding {
            asked,
            label,
            need: requirement.need,
            state: found.state,
            held: None,
            nearness: found.nearness,
            points: points.into(),
            points_max: requirement.ceiling.into(),
            evidence: Vec::new(),
            because,
        }
    }

    fn missing(&self, requirement: &Requirement, found: &Found, finding: &Finding) -> Missing {
        let permit: Option<&Permit> = match &requirement.asked {
            Asked::Permit(code) => Some(code.facts()),
            _ => None,
        };
        let rule = permit.map(|permit| {
            let rule = wording::rule(permit, self.lang);
            match found.reason {
                Reason::Expired => wording::say_with(self.lang, "renewal", [value("rule", rule)]),
                _ => rule,
            }
        });
        Missing {
            what: finding.asked.clone(),
            label: finding.label.clone(),
            class: if requirement.half == Half::Wishes {
                MissingClass::Negotiable
            } else {
                found.class
            },
            expired: found.reason == Reason::Expired,
            days: permit.and_then(|p| p.days),
            cost_euros: permit.and_then(|p| p.cost_euros),
            rule: rule.or_else(|| self.why_missing(found, finding)),
        }
    }

    /// Why something is missing: the reason alone, without what took points from what is held instead.
    fn why_missing(&self, found: &Found, finding: &Finding) -> Option<String> {
        let said = !finding.because.is_empty();
        said.then(|| wording::because(found.reason, &self.held(found.held).1, self.lang))
    }

    /// What a finding rests on: its URI or code, and its name.
    fn held(&self, held: Held) -> (Option<String>, String) {
        let concept = |ix: Option<crate::taxonomy::ConceptIx>| match ix {
            Some(ix) => (
                Some(self.taxonomy.uri(ix).to_owned()),
                self.taxonomy.label(ix, self.lang).to_owned(),
            ),
            None => (None, String::new()),
        };
        match held {
            Held::Nothing => (None, String::new()),
            Held::Skill(_) | Held::Work(_) => concept(self.facts.concept(held)),
            Held::Language(_) => match self.facts.language(held) {
                Some(code) => {
                    let name = code.name(self.lang).unwrap_or(code.as_str()).to_owned();
                    (Some(format!("language:{code}")), name)
                }
                None => (None, String::new()),
            },
            Held::Permit(index) => match crate::domain::PermitCode::all().nth(usize::from(index)) {
                Some(code) => (
                    Some(code.to_string()),
                    code.facts().name.get(self.lang).to_owned(),
                ),
                None => (None, String::new()),
            },
            Held::Education(place) => {
                let educations = self
                    .jobseeker
                    .profile
                    .educations
                    .as_deref()
                    .unwrap_or_default();
                let title = educations
                    .get(usize::from(place))
                    .and_then(|e| e.title.clone());
                (None, title.unwrap_or_default())
            }
            Held::Word(_) => (None, String::new()),
        }
    }

    fn evidence(&self, held: Held) -> Vec<Evidence> {
        self.facts
            .evidence(held)
            .map(|place| self.place(place))
            .into_iter()
            .collect()
    }

    fn place(&self, place: Place) -> Evidence {
        let text = field_text(self.jobseeker, place.field);
        let words = match (place.span, &text) {
            (Some(span), Some(text)) => Some(span.of(text)),
            (None, text) => text.as_deref().map(str::to_owned),
            (Some(_), None) => None,
        };
        Evidence {
            field: place.field.to_string(),
            span: place.span.map(|s| [s.start, s.end]),
            text: words.filter(|w: &String| !w.is_empty()),
        }
    }
}

/// Conditions, the right to work and routes are for staff alone.
fn is_for_staff(asked: &Asked) -> bool {
    matches!(asked, Asked::Conditions | Asked::RightToWork)
}

/// The words of a field of a profile.
pub(super) fn field_text(jobseeker: &Jobseeker, field: FieldRef) -> Option<Cow<'_, str>> {
    let profile = &jobseeker.profile;
    let text = match field {
        FieldRef::Headline(lang) => profile.headline.get(lang),
        FieldRef::Text(lang) => profile.text.get(lang),
        FieldRef::Skill(i) => profile
            .skills
            .as_ref()?
            .get(usize::from(i))?
            .text
            .as_deref(),
        FieldRef::Employment(i) => {
            // As the reader reads it: the title, a line break, the text.
            let job = profile.employments.as_ref()?.get(usize::from(i))?;
            return match (&job.title, &job.text) {
                (Some(title), Some(text)) => Some(format!("{title}\n{text}").into()),
                (one, other) => one.as_deref().or(other.as_deref()).map(Cow::Borrowed),
            };
        }
        FieldRef::Education(i) => profile
            .educations
            .as_ref()?
            .get(usize::from(i))?
            .title
            .as_deref(),
        FieldRef::Language(_) | FieldRef::Permit(_) | FieldRef::Wishes => None,
    };
    text.map(Cow::Borrowed)
}
