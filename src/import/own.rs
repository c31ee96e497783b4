//! The program's own records.

use crate::domain::mistakes;

use super::json::{Cut, Values};
use super::record::Notes;
use super::{Record, RecordKind, Source, Step};

pub(super) struct Own {
    values: Values,
    kind: RecordKind,
}

impl Own {
    pub(super) fn new(values: Values, kind: RecordKind) -> Self {
        Self { values, kind }
    }
}

impl Source for Own {
    fn next(&mut self, _: &mut Notes) -> Option<Step> {
        let Cut { line, json } = self.values.next()?;
        let json = json.map_err(|error| vec![error]);
        let record = json.and_then(|json| match self.kind {
            RecordKind::Vacancies => mistakes::parse(&json).map(|v| Record::Vacancy(Box::new(v))),
            RecordKind::Jobseekers => {
                mistakes::parse(&json).map(|j| Record::Jobseeker(Box::new(j)))
            }
        });
        Some(Step { line, record })
    }
}
