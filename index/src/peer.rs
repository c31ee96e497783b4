//! A plain search to measure against: a weighted OR of skills, BM25 of some words, and a filter. It
//! explains nothing, and no part of the program uses it; the benches do, with the feature `peer`.

use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, BoostQuery, ConstScoreQuery, Occur, Query, TermQuery};
use tantivy::schema::{
    FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions, Value as _,
};
use tantivy::{Index, Searcher, TantivyDocument, Term};

/// What can go wrong with it.
pub type PeerError = Box<dyn std::error::Error + Send + Sync>;

/// One document.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// Its number.
    pub number: u64,
    /// Its skills, by number.
    pub skills: Vec<u32>,
    /// Its words.
    pub words: Vec<String>,
    /// What it can be filtered by.
    pub filters: Vec<String>,
}

/// What is asked.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// Skills with their weights, any of which will do.
    pub skills: Vec<(u32, f32)>,
    /// Words, by BM25.
    pub words: Vec<String>,
    /// Every one of these must be there.
    pub filters: Vec<String>,
}

/// An index of documents in memory, in one segment, never changed.
pub struct Peer {
    searcher: Searcher,
    skill: Field,
    word: Field,
    filter: Field,
    number: Field,
}

fn terms(record: IndexRecordOption, norms: bool) -> TextOptions {
    let indexing = TextFieldIndexing::default().set_tokenizer("raw");
    TextOptions::default()
        .set_indexing_options(indexing.set_index_option(record).set_fieldnorms(norms))
}

impl Peer {
    /// Indexes documents.
    ///
    /// # Errors
    /// Where the library cannot.
    pub fn new(documents: impl Iterator<Item = Document>) -> Result<Self, PeerError> {
        let mut schema = Schema::builder();
        let skill = schema.add_text_field("skill", terms(IndexRecordOption::Basic, false));
        let word = schema.add_text_field("word", terms(IndexRecordOption::WithFreqs, true));
        let filter = schema.add_text_field("filter", terms(IndexRecordOption::Basic, false));
        let number = schema.add_u64_field("number", FAST | tantivy::schema::STORED);
        let index = Index::create_in_ram(schema.build());
        let mut writer = index.writer_with_num_threads(1, 400_000_000)?;
        for document in documents {
            let mut out = TantivyDocument::new();
            out.add_u64(number, document.number);
            document
                .skills
                .iter()
                .for_each(|s| out.add_text(skill, s.to_string()));
            document.words.iter().for_each(|w| out.add_text(word, w));
            document
                .filters
                .iter()
                .for_each(|f| out.add_text(filter, f));
            writer.add_document(out)?;
        }
        writer.commit()?;
        let segments = index.searchable_segment_ids()?;
        if segments.len() > 1 {
            writer.merge(&segments).wait()?;
        }
        writer.wait_merging_threads()?;
        Ok(Self {
            searcher: index.reader()?.searcher(),
            skill,
            word,
            filter,
            number,
        })
    }

    /// How many documents there are, and in how many segments.
    pub fn size(&self) -> (u64, usize) {
        (
            self.searcher.num_docs(),
            self.searcher.segment_readers().len(),
        )
    }

    fn term(&self, field: Field, text: &str, record: IndexRecordOption) -> Box<dyn Query> {
        Box::new(TermQuery::new(Term::from_field_text(field, text), record))
    }

    /// The best, with their scores.
    ///
    /// # Errors
    /// Where the library cannot.
    pub fn search(&self, asked: &Question, limit: usize) -> Result<Vec<(u32, f32)>, PeerError> {
        let mut any: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for (skill, weight) in &asked.skills {
            let term = self.term(self.skill, &skill.to_string(), IndexRecordOption::Basic);
            any.push((Occur::Should, Box::new(BoostQuery::new(term, *weight))));
        }
        for word in &asked.words {
            let term = self.term(self.word, word, IndexRecordOption::WithFreqs);
            any.push((Occur::Should, term));
        }
        let mut all: Vec<(Occur, Box<dyn Query>)> =
            vec![(Occur::Must, Box::new(BooleanQuery::new(any)))];
        for filter in &asked.filters {
            let term = self.term(self.filter, filter, IndexRecordOption::Basic);
            all.push((Occur::Must, Box::new(ConstScoreQuery::new(term, 0.0))));
        }
        let query = BooleanQuery::new(all);
        let top = TopDocs::with_limit(limit).order_by_score();
        let found = self.searcher.search(&query, &top)?;
        Ok(found
            .into_iter()
            .map(|(score, at)| (at.doc_id, score))
            .collect())
    }

    /// The number of a document that was found.
    ///
    /// # Errors
    /// Where the library cannot read it.
    pub fn number(&self, found: u32) -> Result<Option<u64>, PeerError> {
        let at = tantivy::DocAddress::new(0, found);
        let document: TantivyDocument = self.searcher.doc(at)?;
        Ok(document
            .get_first(self.number)
            .and_then(|value| value.as_u64()))
    }
}
