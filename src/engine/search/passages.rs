//! What a record can be found by: its own words, and the names of what it holds in all three
//! languages. Index and snippets are made from this one list.

use super::Field;
use crate::domain::{FieldRef, Jobseeker, Lang, Localised, PermitCode, Vacancy};
use crate::engine::Inner;

/// Version of what is put into the index of a record; another makes the index anew.
pub(super) const VERSION: u32 = 2;

/// A stretch of words of a record, or a name of something in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Passage<'a> {
    pub(super) field: Field,
    /// Where in the record; `None` where nothing can be shown of it.
    pub(super) place: Option<FieldRef>,
    pub(super) text: &'a str,
    /// `None` where it is told from the words.
    pub(super) lang: Option<Lang>,
    /// Whether it is a name of what the record holds rather than words of the record.
    pub(super) is_name: bool,
}

impl<'a> Passage<'a> {
    fn new(field: Field, place: impl Into<Option<FieldRef>>, text: &'a str) -> Self {
        Self {
            field,
            place: place.into(),
            text,
            lang: None,
            is_name: false,
        }
    }

    fn name(field: Field, place: impl Into<Option<FieldRef>>, text: &'a str, lang: Lang) -> Self {
        Self {
            lang: Some(lang),
            is_name: true,
            ..Self::new(field, place, text)
        }
    }
}

impl Inner {
    /// What a person is found by.
    pub(super) fn passages_of_person<'a>(&'a self, jobseeker: &'a Jobseeker) -> Vec<Passage<'a>> {
        let profile = &jobseeker.profile;
        let mut found: Vec<Passage<'a>> =
            written(Field::Head, FieldRef::Headline, &profile.headline).collect();
        for (job, i) in profile.employments.iter().flatten().zip(0u16..) {
            let place = FieldRef::Employment(i);
            let words = [job.title.as_deref(), job.text.as_deref()];
            let own = words.into_iter().flatten();
            found.extend(own.map(|text| Passage::new(Field::Work, place, text)));
            if let Some(occupation) = &job.occupation {
                self.name(&mut found, (Field::Work, place), occupation.as_str());
            }
        }
        for (skill, i) in profile.skills.iter().flatten().zip(0u16..) {
            let (concept, text) = (skill.concept.as_ref(), skill.text.as_deref());
            self.skill(&mut found, i, concept.map(|c| c.as_str()), text);
        }
        for (education, i) in profile.educations.iter().flatten().zip(0u16..) {
            let title = education.title.as_deref();
            let place = FieldRef::Education(i);
            found.extend(title.map(|text| Passage::new(Field::Education, place, text)));
        }
        for (permit, i) in profile.permits.iter().flatten().zip(0u16..) {
            permit_names(&mut found, i, permit.code);
        }
        found.extend(written(Field::Text, FieldRef::Text, &profile.text));
        found
    }

    /// What a vacancy is found by.
    pub(super) fn passages_of_vacancy<'a>(&'a self, vacancy: &'a Vacancy) -> Vec<Passage<'a>> {
        let mut found: Vec<Passage<'a>> =
            written(Field::Head, FieldRef::Headline, &vacancy.title).collect();
        for occupation in &vacancy.occupations {
            self.name(&mut found, (Field::Work, None), occupation.as_str());
        }
        for (skill, i) in vacancy.skills.iter().zip(0u16..) {
            let (concept, text) = (skill.concept.as_ref(), skill.text.as_deref());
            self.skill(&mut found, i, concept.map(|c| c.as_str()), text);
        }
        let education = vacancy.education.iter();
        let titles = education.filter_map(|education| education.title.as_deref());
        found.extend(titles.map(|text| Passage::new(Field::Education, None, text)));
        for (permit, i) in vacancy.permits.iter().zip(0u16..) {
            permit_names(&mut found, i, permit.code);
        }
        found.extend(written(Field::Text, FieldRef::Text, &vacancy.description));
        let employer = vacancy.employer.iter();
        let names = employer.filter_map(|employer| employer.name.as_deref());
        found.extend(names.map(|text| Passage::new(Field::Employer, None, text)));
        found
    }

    fn skill<'a>(
        &'a self,
        found: &mut Vec<Passage<'a>>,
        i: u16,
        concept: Option<&str>,
        text: Option<&'a str>,
    ) {
        let place = FieldRef::Skill(i);
        found.extend(text.map(|text| Passage::new(Field::Skills, place, text)));
        if let Some(concept) = concept {
            self.name(found, (Field::Skills, place), concept);
        }
    }

    /// A concept's name in each language that has one, each once.
    fn name<'a>(
        &'a self,
        found: &mut Vec<Passage<'a>>,
        (field, place): (Field, impl Into<Option<FieldRef>>),
        uri: &str,
    ) {
        let Some(concept) = self.taxonomy.find(uri) else {
            return;
        };
        let place = place.into();
        let names = self.taxonomy.labels(concept);
        for (lang, text, _) in names.filter(|(_, _, preferred)| *preferred) {
            if !found.iter().any(|p| p.place == place && p.text == text) {
                found.push(Passage::name(field, place, text, lang));
            }
        }
    }
}

/// A text in each language that it is written in.
fn written(
    field: Field,
    place: fn(Lang) -> FieldRef,
    text: &Localised,
) -> impl Iterator<Item = Passage<'_>> {
    text.iter().map(move |(lang, text)| Passage {
        lang: Some(lang),
        ..Passage::new(field, place(lang), text)
    })
}

/// A permit's names in the three languages, and the other words for it.
fn permit_names(found: &mut Vec<Passage<'_>>, i: u16, code: PermitCode) {
    let (permit, place) = (code.facts(), FieldRef::Permit(i));
    let official = Lang::ALL
        .iter()
        .map(|lang| Passage::name(Field::Skills, place, permit.name.get(*lang), *lang));
    let also = permit.also.iter().map(|word| Passage {
        is_name: true,
        ..Passage::new(Field::Skills, place, word)
    });
    found.extend(official.chain(also));
}
