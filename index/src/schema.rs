//! How entries lie in the library's fields: one field of whole words with positions and one of
//! compound parts for every [`FieldId`], and the entry's number.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions,
};

use crate::document::TOKENIZER;
use crate::entry::FieldId;
use crate::query::Kind;

/// The name of the field with the entry's number.
pub(crate) const NUMBER: &str = "number";

/// The library's schema. No text is stored, no length is kept: scores need neither.
pub(crate) fn schema() -> Schema {
    let mut builder = Schema::builder();
    builder.add_u64_field(NUMBER, INDEXED | FAST);
    for field in FieldId::all() {
        let number = field.number();
        builder.add_text_field(
            &format!("whole{number}"),
            text(IndexRecordOption::WithFreqsAndPositions),
        );
        builder.add_text_field(&format!("part{number}"), text(IndexRecordOption::Basic));
    }
    builder.build()
}

/// The field with the entry's number: the first of the schema.
pub(crate) fn number_field() -> Field {
    Field::from_field_id(0)
}

/// The library's field for the words of one kind in one of our fields, in the schema's order.
pub(crate) fn field_of(field: FieldId, kind: Kind) -> Field {
    let offset = match kind {
        Kind::Whole => 1,
        Kind::Part => 2,
    };
    Field::from_field_id(2 * u32::from(field.number()) + offset)
}

fn text(record: IndexRecordOption) -> TextOptions {
    TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer(TOKENIZER)
            .set_fieldnorms(false)
            .set_index_option(record),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_those_of_the_schema() {
        let schema = schema();
        assert_eq!(schema.get_field(NUMBER).unwrap(), number_field());
        for field in FieldId::all() {
            for (kind, name) in [(Kind::Whole, "whole"), (Kind::Part, "part")] {
                let name = format!("{name}{}", field.number());
                assert_eq!(schema.get_field(&name).unwrap(), field_of(field, kind));
            }
        }
    }
}
