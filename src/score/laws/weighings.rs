//! Weights drawn at random: any numbers that a file of weights may hold.

use proptest::collection::vec;
use proptest::prelude::*;

use crate::score::Weights;

/// Numbers of the built-in file: more than there are.
const NUMBERS: usize = 120;

/// Any weights. Shades are scaled to what their sum may be; everything else is free.
pub(super) fn any_weights() -> impl Strategy<Value = Weights> {
    (vec(0..=100i64, NUMBERS), any::<u32>()).prop_map(|(numbers, name)| {
        let mut file: toml::Table = Weights::CURRENT_FILE.parse().unwrap();
        let mut numbers = numbers.into_iter();
        for (section, content) in &mut file {
            let toml::Value::Table(rows) = content else {
                continue;
            };
            for (_, row) in rows.iter_mut() {
                let drawn = numbers.next().unwrap();
                row["value"] = toml::Value::Integer(match section.as_str() {
                    "criteria" => drawn * 3,
                    "need" => drawn / 10,
                    "skill_shade" | "occupation_shade" => drawn / 5,
                    _ => drawn,
                });
            }
        }
        file["version"] = toml::Value::String(format!("drawn {name}"));
        Weights::parse(&file.to_string()).unwrap()
    })
}
