//! A script of random questions, as partners and educators may put them, and as they may not.

use kohtaanto::domain::{Jobseeker, Lang, Vacancy};
use serde_json::{Value, json};

use super::dice::Dice;
use super::world::{Answer, pseudonym, public_id};

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    /// An agency, by number.
    Agency(usize),
    Educator,
    Nobody,
}

/// One request.
#[derive(Debug, Clone)]
pub(super) struct Question {
    pub(super) who: Who,
    pub(super) method: &'static str,
    pub(super) address: String,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: String,
}

/// What a script draws from.
pub(super) struct Script<'a> {
    pub(super) seed: u64,
    pub(super) dice: Dice,
    pub(super) vacancies: &'a [Vacancy],
    /// Who is hidden in both worlds.
    pub(super) hidden: Vec<&'a Jobseeker>,
    /// Everyone else.
    pub(super) common: Vec<&'a Jobseeker>,
    /// Whether educators ask as well.
    pub(super) educators: bool,
    /// Addresses of the interface, with their methods.
    pub(super) addresses: Vec<(&'static str, String)>,
    /// Searches whose answers had a further page: who, body, cursor.
    pub(super) pages: Vec<(Who, Value, String)>,
    /// Pseudonyms seen.
    pub(super) seen: Vec<String>,
}

const TEXTS: &[&str] = &[
    "Etsimme lähihoitajaa palvelutaloon. Hygieniapassi vaaditaan, ajokortti B eduksi.",
    "Lähihoitaja iltavuoroon Tampereelle, suomi B1.",
    "Lähihoitaja iltavuoroon Nokialle, suomi B2.",
    "Vi söker en kock till vår restaurang. Hygienpass krävs och svenska på nivå B2.",
    "Warehouse worker wanted, forklift licence required. English or Finnish.",
    "Trukinkuljettaja varastoon, trukkikortti pakollinen, yövuoro.",
    "TIG-hitsaaja, tulityökortti. Kokemusta vähintään 2 vuotta.",
    "Myyjä kesäksi, ajokortti B ja oma auto.",
    "Ohjelmistokehittäjä, Python ja SQL. Työkieli englanti.",
    "Siivooja",
    "asdf qwer zxcv",
    "",
    "Kiva porukka ja hyvä meininki",
];

const LIMITS: &[u64] = &[0, 1, 2, 3, 5, 20, 100, 101, 100_000];

impl Script<'_> {
    /// The next question.
    pub(super) fn next(&mut self) -> Question {
        let mut question = match self.dice.below(100) {
            0..=44 => self.candidates(),
            45..=54 => self.another_page(),
            55..=69 if self.educators => self.counts(),
            55..=61 => self.candidates(),
            62..=75 => self.interface(),
            76..=83 => self.words(),
            84..=91 => self.page(),
            _ => self.nonsense(),
        };
        if self.dice.percent(40) {
            let lang = *self.dice.pick(&["fi", "sv", "en", "de", "sv-FI, en;q=0.5"]);
            question.headers.push(("accept-language", lang.to_owned()));
        }
        question
    }

    /// Takes up what an answer holds to go on with.
    pub(super) fn learn(&mut self, question: &Question, answer: &Answer) {
        let list = answer.json();
        if let (Some(cursor), Ok(body)) = (list["next"].as_str(), question.body.parse()) {
            self.pages.push((question.who, body, cursor.to_owned()));
        }
        for candidate in list["candidates"].as_array().into_iter().flatten() {
            self.seen
                .extend(candidate["person"].as_str().map(str::to_owned));
        }
    }

    fn agency(&mut self) -> Who {
        Who::Agency(self.dice.below(2))
    }

    fn post(&mut self, who: Who, address: &str, body: &Value) -> Question {
        Question {
            who,
            method: "POST",
            address: address.to_owned(),
            headers: vec![("content-type", "application/json".to_owned())],
            body: body.to_string(),
        }
    }

    fn get(&mut self, who: Who, address: String) -> Question {
        Question {
            who,
            method: "GET",
            address,
            headers: Vec::new(),
            body: String::new(),
        }
    }

    fn search(&mut self, body: &Value) -> Question {
        let who = self.agency();
        self.post(who, "/api/v1/candidates:search", body)
    }

    /// Candidates for a vacancy, a text or an assignment.
    fn candidates(&mut self) -> Question {
        let mut body = json!({"purpose": "an assignment"});
        match self.dice.below(10) {
            0..=3 => body["vacancy"] = self.vacancy_name().into(),
            4..=6 => body["text"] = (*self.dice.pick(TEXTS)).into(),
            _ => body["assignment"] = self.assignment(),
        }
        if self.dice.percent(70) {
            body["limit"] = (*self.dice.pick(LIMITS)).into();
        }
        match self.dice.below(40) {
            0 => body["purpose"] = " ".into(),
            1 => body["text"] = "Kokki".into(),
            2 => body["limitt"] = 3.into(),
            3 => body["cursor"] = "00ff".into(),
            _ => {}
        }
        self.search(&body)
    }

    /// A vacancy that is there, that is not, or a name of something else.
    fn vacancy_name(&mut self) -> String {
        match self.dice.below(12) {
            0 => self.never().to_string(),
            1 => self.person_name(),
            2 => self.dice.pick(self.vacancies).id.to_string(),
            _ => {
                let vacancy = self.dice.pick(self.vacancies);
                public_id(self.seed, vacancy.id.as_str()).to_string()
            }
        }
    }

    fn never(&mut self) -> kohtaanto::domain::PublicId {
        let name = format!("never {}", self.dice.number());
        public_id(self.seed, &name)
    }

    /// Some name of somebody: hidden or not, foreign or true, or of nobody.
    fn person_name(&mut self) -> String {
        let hidden = self.dice.percent(70) && !self.hidden.is_empty();
        let from = if hidden { &self.hidden } else { &self.common };
        let person = self.dice.pick(from).person.id.to_string();
        match self.dice.below(5) {
            0 => person,
            1 => public_id(self.seed, &person).to_string(),
            2 if !self.seen.is_empty() => self.dice.pick(&self.seen).clone(),
            2 | 3 => pseudonym(self.seed, self.dice.below(2), &person).to_string(),
            _ => self.never().to_string(),
        }
    }

    /// A vacancy's record as an assignment of the agency's own, somewhat changed.
    fn assignment(&mut self) -> Value {
        let vacancy = self.dice.pick(self.vacancies);
        let mut record = serde_json::to_value(vacancy).unwrap();
        record["id"] = format!("A-{}", self.dice.below(9)).into();
        for _ in 0..self.dice.below(3) {
            self.change(&mut record);
        }
        record
    }

    fn change(&mut self, record: &mut Value) {
        let fields = record.as_object_mut().unwrap();
        match self.dice.below(9) {
            0 => fields.insert(
                "municipalities".into(),
                json!([self.dice.pick(&["837", "536", "020", "999"])]),
            ),
            1 => {
                let hours = self.dice.pick(&[10.0, 20.0, 37.5, 50.0]);
                fields.insert("hours".into(), json!({"weekly": hours}))
            }
            2 => {
                let shifts = self.dice.some(&["day", "evening", "night", "weekend"], 50);
                fields.insert("shifts".into(), json!(shifts))
            }
            3 => {
                let level = self.dice.pick(&["A1", "A2", "B1", "B2", "C1"]);
                let asked = json!([{"code": "fi", "level": level, "need": "must"}]);
                fields.insert("languages".into(), asked)
            }
            4 => fields.insert(
                "starts".into(),
                json!(self.dice.pick(&["2026-11-24", "2026-12-24", "2027-02-01"])),
            ),
            5 => fields.insert(
                "permits".into(),
                json!([{"code": "driving:B", "need": "must"}]),
            ),
            6 => fields.insert("routes".into(), json!(["wage_subsidy", "work_try_out"])),
            7 => fields.remove("description"),
            _ => fields.insert("shift".into(), json!("day")),
        };
    }

    /// The next page of a list, or a cursor that is none of its.
    fn another_page(&mut self) -> Question {
        if self.pages.is_empty() {
            return self.candidates();
        }
        let at = self.dice.below(self.pages.len());
        let (who, mut body, mut cursor) = self.pages.swap_remove(at);
        match self.dice.below(12) {
            0 => cursor.push('0'),
            1 => cursor = cursor.replacen('a', "b", 1),
            2 => body["text"] = "Kokki".into(),
            _ => {}
        }
        body["cursor"] = cursor.into();
        let who = if self.dice.percent(8) {
            self.agency()
        } else {
            who
        };
        self.post(who, "/api/v1/candidates:search", &body)
    }

    fn educator(&mut self) -> Who {
        if self.dice.percent(92) {
            Who::Educator
        } else {
            self.agency()
        }
    }

    /// Counts: demand, supply, what a course would open.
    fn counts(&mut self) -> Question {
        let mut params: Vec<String> = Vec::new();
        let page = self.dice.below(5);
        if self.dice.percent(50) {
            let code = self
                .dice
                .pick(&["837", "536", "020", "980", "508", "999", ""]);
            params.push(format!("municipality={code}"));
        }
        if page < 2 {
            if self.dice.percent(25) {
                let area = self.dice.pick(&["39", "21", "8", "0"]);
                params.push(format!("area={area}"));
            }
            if self.dice.percent(35) {
                let vacancy = self.dice.pick(self.vacancies);
                let uri = vacancy.occupations.first().map_or("x", |uri| uri.as_str());
                params.push(format!("occupation={}", uri.replace(':', "%3A")));
            }
            if self.dice.percent(25) {
                let since = self
                    .dice
                    .pick(&["2026-11-01", "2026-11-22", "2027-01-01", "soon"]);
                params.push(format!("since={since}"));
            }
        }
        if page == 4 {
            params = self.course();
        }
        let lang = *self.dice.pick(&["fi", "sv", "en"]);
        let path = match page {
            0 | 1 => "/api/v1/gaps".to_owned(),
            2 => format!("/{lang}/gaps"),
            3 => format!("/{lang}/gaps.csv"),
            _ => format!("/{lang}/course"),
        };
        if page == 2 && self.dice.percent(60) {
            let kind = self.dice.pick(&["skill", "occupation", "permit", "none"]);
            params.push(format!("kind={kind}"));
        }
        let who = self.educator();
        let address = format!("{path}?{}", params.join("&"));
        let mut question = self.get(who, address);
        if self.dice.percent(35) {
            question.headers.push(("accept", "text/csv".to_owned()));
        }
        question
    }

    fn course(&mut self) -> Vec<String> {
        let mut params = Vec::new();
        let vacancy = self.dice.pick(self.vacancies);
        let asked = vacancy.skills.iter().filter_map(|s| s.concept.as_ref());
        for uri in asked.take(2) {
            params.push(format!("skill={}", uri.as_str().replace(':', "%3A")));
        }
        if self.dice.percent(60) {
            let card = self
                .dice
                .pick(&["card:hygiene", "card:forklift", "driving:B", "card:no"]);
            params.push(format!("permit={}", card.replace(':', "%3A")));
        }
        if self.dice.percent(30) {
            params.push(format!("finnish={}", self.dice.pick(&["A2", "B1", "Z9"])));
        }
        params
    }

    /// Any address of the interface, whoever may call it.
    fn interface(&mut self) -> Question {
        let (method, pattern) = self.dice.pick(&self.addresses).clone();
        let mut address = String::new();
        for part in pattern.split_inclusive(['{', '}']) {
            match part.strip_suffix('}') {
                Some(name)
                    if name.contains("vacancy") || (name == "id" && pattern.contains("vacanc")) =>
                {
                    address.push_str(&self.vacancy_name());
                }
                Some(_) => address.push_str(&self.person_name()),
                None => address.push_str(part.trim_end_matches('{')),
            }
        }
        let who = match self.dice.below(10) {
            0 => Who::Nobody,
            1..=3 if self.educators => Who::Educator,
            _ => self.agency(),
        };
        let vacancy = self.vacancy_name();
        let bodies = [
            json!({}),
            json!({"purpose": "to meet", "vacancy": vacancy}),
            json!({"purpose": "to meet"}),
            json!({"text": "kokki"}),
            self.assignment(),
        ];
        let body = self.dice.pick(&bodies).clone();
        let mut question = self.post(who, &address, &body);
        question.method = method;
        if method == "GET" {
            question.body.clear();
        }
        question
    }

    /// Words to concepts.
    fn words(&mut self) -> Question {
        let who = if self.educators && self.dice.percent(50) {
            Who::Educator
        } else {
            self.agency()
        };
        // Somebody's own words: the reader knows nobody.
        let everyone: Vec<&&Jobseeker> = self.hidden.iter().chain(&self.common).collect();
        let person = self.dice.pick(&everyone);
        let own = person.profile.text.get(Lang::Fi).unwrap_or("hitsaaja");
        let name = person.person.name.as_deref().unwrap_or("kokki");
        if self.dice.percent(50) {
            let text = self.dice.pick(&[own, name, TEXTS[0], TEXTS[3]]).to_owned();
            self.post(who, "/api/v1/extract", &json!({"text": text}))
        } else {
            let phrase = self
                .dice
                .pick(&[name, "lähihoitaja", "asdfg", "kock"])
                .to_owned();
            let kind = *self.dice.pick(&["occupation", "skill", "person"]);
            let body = json!({"kind": kind, "phrases": [phrase], "top": self.dice.below(4)});
            self.post(who, "/api/v1/normalise", &body)
        }
    }

    /// Pages, open to them or not.
    fn page(&mut self) -> Question {
        let who = match self.dice.below(6) {
            0 => Who::Nobody,
            1 | 2 if self.educators => Who::Educator,
            _ => self.agency(),
        };
        let lang = *self.dice.pick(&["fi", "sv", "en", "de"]);
        let address = match self.dice.below(9) {
            0 => "/".to_owned(),
            1 => format!("/{lang}/"),
            2 => format!("/{lang}/login"),
            3 => format!("/{lang}/accessibility"),
            4 => format!("/{lang}/people/{}", self.person_name()),
            5 => format!("/{lang}/vacancies/{}", self.vacancy_name()),
            6 => format!("/{lang}/search"),
            7 => "/api/v1/openapi.json".to_owned(),
            _ => format!("/{lang}/clients/{}", self.person_name()),
        };
        self.get(who, address)
    }

    /// What no address takes.
    fn nonsense(&mut self) -> Question {
        let who = self.agency();
        match self.dice.below(5) {
            0 => {
                let name = self.person_name();
                self.get(who, format!("/api/v1/people/{name}/nothing"))
            }
            1 => self.get(who, "/api/v1/candidates:search".to_owned()),
            2 => self.post(who, "/api/v1/candidates:search", &json!([1, 2])),
            3 => {
                let mut question = self.search(&json!({"text": "kokki", "purpose": "p"}));
                question.body.truncate(9);
                question
            }
            _ => {
                let mut question = self.search(&json!({"text": "kokki", "purpose": "p"}));
                question.headers.clear();
                question
            }
        }
    }
}
