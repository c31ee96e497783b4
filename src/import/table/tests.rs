//! Tables through the whole import: what offices export, and what goes wrong in it.

use std::io::Cursor;

use encoding_rs::WINDOWS_1252;
use rust_xlsxwriter::{ExcelDateTime, Format as Style, Workbook};

use super::super::{Columns, Format, OpenError, Options, Record, RecordKind, Report, open};

fn read(kind: RecordKind, bytes: Vec<u8>, columns: &str) -> (Vec<String>, Report) {
    let mut options = Options::new(kind);
    options.columns = Columns::parse(columns, kind).unwrap();
    let mut records = open(Cursor::new(bytes), options).unwrap();
    let lines = records
        .by_ref()
        .map(|record| match record {
            Ok(Record::Vacancy(vacancy)) => serde_json::to_string(&vacancy).unwrap(),
            Ok(Record::Jobseeker(jobseeker)) => serde_json::to_string(&jobseeker).unwrap(),
            Err(rejected) => rejected.to_string(),
        })
        .collect();
    (lines, records.report())
}

fn check(kind: RecordKind, table: &str, expected: &[&str]) {
    let (found, _) = read(kind, table.as_bytes().to_vec(), "");
    assert_eq!(found, expected, "{table}");
}

#[test]
fn a_finnish_office_table_becomes_vacancies() {
    let table = "\u{feff}Tunniste;Tehtävänimike;Kunta;Viikkotunnit;Vuorot;Osaaminen;Kielet;Ajokortti;Työsuhde;Hakuaika päättyy\r\n\
        1;Lähihoitaja vanhusten hoivaan;Tampere, 536;38,25;3-vuorotyö;saattohoito|haavanhoito;suomi B2, ruotsi;B;vakituinen;31.12.2026\r\n\
        ;;;;;;;;;\r\n";
    check(
        RecordKind::Vacancies,
        table,
        &[
            r#"{"id":"1","status":"open","title":{"fi":"Lähihoitaja vanhusten hoivaan"},"skills":[{"text":"saattohoito","need":"should"},{"text":"haavanhoito","need":"should"}],"languages":[{"code":"fi","level":"B2","need":"must"},{"code":"sv","need":"must"}],"permits":[{"code":"driving:B","need":"must"}],"municipalities":["837","536"],"hours":{"weekly":38.25},"shifts":["day","evening","night"],"contract":"permanent","closes":"2026-12-31"}"#,
        ],
    );
}

#[test]
fn swedish_and_english_names_are_known_too() {
    check(
        RecordKind::Jobseekers,
        "Kundnummer,Hemkommun,Språk,Körkort,Egen bil,Spärrmarkering\n7,Tammerfors,\"svenska modersmål; finska C1\",hygienpass,ja,nej\n",
        &[
            r#"{"person":{"id":"7","home_municipality":"837","protected_address":false},"visibility":{},"profile":{"languages":[{"code":"sv","native":true},{"code":"fi","level":"C1"}],"permits":["card:hygiene"],"own_car":true}}"#,
        ],
    );
    check(
        RecordKind::Vacancies,
        "id\tJob title\tRequired skills\tNice to have\tStart date\n1\tWelder for the shipyard in the winter\tTIG\tMIG\t2027-01-04\n",
        &[
            r#"{"id":"1","status":"open","title":{"en":"Welder for the shipyard in the winter"},"skills":[{"text":"TIG","need":"must"},{"text":"MIG","need":"nice"}],"starts":"2027-01-04"}"#,
        ],
    );
}

#[test]
fn windows_1252_reads_as_utf_8_does() {
    let table = "sep=;\nTyötehtävä;Kunta\nSiivooja;Hämeenlinna\n";
    let (bytes, _, _) = WINDOWS_1252.encode(table);
    let (old, _) = read(RecordKind::Vacancies, bytes.into_owned(), "");
    let (new, _) = read(RecordKind::Vacancies, table.as_bytes().to_vec(), "");
    assert_eq!(old, new);
    assert!(old[0].contains(r#""municipalities":["109"]"#), "{old:?}");
}

#[test]
fn a_bad_row_names_line_column_and_what_would_be_right() {
    let table = "id;nimike;kunta;viikkotunnit;alkaa;päättyy;vuorot\n\
        1;\"Kokki\nkeittiöön\";Tampre;;;;\n\
        2;Kokki;;paljon;;;\n\
        3;Kokki;;200;;;\n\
        4;Kokki;;;1.2.2027;1.1.2027;\n\
        5;Kokki;;;;;iltta\n\
        6;Kokki;;;31.2.2027;;\n";
    check(
        RecordKind::Vacancies,
        table,
        &[
            "line 2, kunta: no municipality `Tampre`; did you mean `Tampere`?",
            "line 4, viikkotunnit: a number belongs here, such as 38,25",
            "line 5, viikkotunnit: out of range: hours a week are 0 to 168",
            "line 6, päättyy: dates in the wrong order: `ends` is before `starts` (2027-02-01)",
            "line 7, vuorot: not a known word; did you mean `ilta`?",
            "line 8, alkaa: a date belongs here, such as 21.11.2026 or 2026-11-21",
        ],
    );
    check(
        RecordKind::Jobseekers,
        "asiakasnumero;kotikunta\n;Tampere\n",
        &["line 2, asiakasnumero: the row has no identifier of the person"],
    );
}

#[test]
fn columns_are_named_by_a_file_and_the_rest_is_reported() {
    let table = b"Nr,Vad,Huoneen koko\n1,Kock,12\n2,Kock,13\n".to_vec();
    let (found, report) = read(
        RecordKind::Vacancies,
        table,
        "Nr = \"id\"\nVad = \"title\"\n",
    );
    assert_eq!(found.len(), 2);
    assert!(found[0].starts_with(r#"{"id":"1","#), "{found:?}");
    assert_eq!(report.unused.len(), 1);
    assert_eq!(
        (report.unused[0].field.as_str(), report.unused[0].count),
        ("Huoneen koko", 2)
    );
}

#[test]
fn a_permit_nobody_can_name_leaves_the_list_unknown() {
    check(
        RecordKind::Jobseekers,
        "id;kortit\n1;hygieniapassi, taikurin lupa\n",
        &[
            r#"{"person":{"id":"1"},"visibility":{},"profile":{"skills":[{"text":"taikurin lupa","source":"certificate"},{"text":"hygieniapassi","source":"certificate"}]}}"#,
        ],
    );
}

#[test]
fn a_vacancy_without_an_identifier_gets_the_same_one_each_time() {
    let table = "nimike;kunta\nKokki;837\nKokki;837\nTarjoilija;837\n".as_bytes();
    let (found, _) = read(RecordKind::Vacancies, table.to_vec(), "");
    assert_eq!(found[0], found[1]);
    assert_ne!(found[0], found[2]);
}

#[test]
fn a_quote_that_is_never_closed_does_not_swallow_the_file() {
    let table = format!(
        "id;nimike\n1;Kokki\n2;\"Kokki\n{}",
        "3;Kokki\n".repeat(60_000)
    );
    let mut options = Options::new(RecordKind::Vacancies);
    options.record_bytes_max = 10_000;
    let mut records = open(Cursor::new(table.into_bytes()), options).unwrap();
    assert!(records.next().unwrap().is_ok());
    let error = records.next().unwrap().unwrap_err().to_string();
    assert!(error.contains("is a quote not closed?"), "{error}");
    assert!(records.next().is_none());
}

fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet().write(0, 0, "Lue tämä ensin").unwrap();
    let sheet = book.add_worksheet();
    let names = [
        "Tunniste",
        "Tehtävänimike",
        "Kunta",
        "Työ alkaa",
        "Viikkotunnit",
        "Kokoaikainen",
        "Postinumero",
    ];
    for (column, name) in (0..).zip(names) {
        sheet.write(0, column, name).unwrap();
    }
    let day = ExcelDateTime::parse_from_str("2027-01-04").unwrap();
    sheet.write(2, 0, 12).unwrap();
    sheet.write(2, 1, "Kokki suurkeittiöön").unwrap();
    sheet.write(2, 2, 20).unwrap();
    let style = Style::new().set_num_format("d.m.yyyy");
    sheet.write_with_format(2, 3, &day, &style).unwrap();
    sheet.write(2, 4, 38.25).unwrap();
    sheet.write(2, 5, true).unwrap();
    sheet.write(2, 6, 1230).unwrap();
    sheet.write(3, 0, 13).unwrap();
    sheet.write(3, 3, "pian").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_is_read_from_the_sheet_that_has_the_columns() {
    let (found, report) = read(RecordKind::Vacancies, workbook(), "");
    assert_eq!(
        found,
        [
            r#"{"id":"12","status":"open","title":{"fi":"Kokki suurkeittiöön"},"municipalities":["020"],"postal_code":"01230","hours":{"full_time":true,"weekly":38.25},"starts":"2027-01-04"}"#,
            "line 4, Työ alkaa: a date belongs here, such as 21.11.2026 or 2026-11-21",
        ]
    );
    assert_eq!((report.accepted, report.rejected), (1, 1));
}

#[test]
fn a_table_that_cannot_be_used_says_why() {
    let open = |bytes: &[u8], format| {
        let mut options = Options::new(RecordKind::Vacancies);
        options.format = Some(format);
        open(Cursor::new(bytes.to_vec()), options).err().unwrap()
    };
    let error = open(b"a;b\n1;2\n", Format::Csv);
    assert!(
        error.to_string().starts_with("no column is known: a, b."),
        "{error}"
    );
    let book = workbook();
    let error = open(&book[..book.len() / 2], Format::Xlsx);
    assert!(matches!(error, OpenError::NotThatFormat { .. }), "{error}");
    let error = open(&book, Format::Csv);
    assert!(error.to_string().contains("try --format xlsx"), "{error}");
}
