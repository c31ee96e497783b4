//! Cues: the words that say how strongly something is asked, that it is offered, wished or denied.

use crate::domain::{Lang, Need};

/// What a cue says of the things in its scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// Asked this strongly.
    Asked(Need),
    /// Offered by the employer.
    Offered,
    /// Said of the employer, its customers or its people.
    OfEmployer,
    /// An occupation of someone one works with.
    Colleague,
    /// The occupation that is sought.
    Sought,
    /// What the work consists of.
    Duty,
    /// Wished for by a jobseeker.
    Wished,
    /// Private life, and what no one may ask: not read.
    Private,
    /// A relative or a friend, of whom the clause speaks unless somebody acts in it themselves: not read.
    Relative,
}

/// Where a cue's scope lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// After the cue, over the list that follows.
    Forward,
    /// On both sides within its clause.
    Around,
}

/// A cue: words of which each matches whole, or from its beginning where it ends with `*`.
#[derive(Debug)]
pub(crate) struct Cue {
    pub words: Vec<&'static str>,
    pub class: Class,
    pub reach: Reach,
    /// Whether it counts only in a jobseeker's text.
    pub of_profile: Option<bool>,
}

const MUST: Class = Class::Asked(Need::Must);
const SHOULD: Class = Class::Asked(Need::Should);
const NICE: Class = Class::Asked(Need::Nice);

/// Class, reach, whose text (`None`: both), words with `,` between.
type Row = (Class, Reach, Option<bool>, &'static str);

use Reach::{Around, Forward};

const VACANCY: Option<bool> = Some(false);
const PROFILE: Option<bool> = Some(true);

/// Finnish, Swedish and English together: their cues do not collide.
const ROWS: &[Row] = &[
    (
        MUST,
        Forward,
        VACANCY,
        "kelpoisuusvaatimu*,kelpoisuusehto*,behörighetskrav*,behörighetsvillkor*,edellytäm*,vaadimme,tarvitset,kräver,måste,ska ha,skall ha,du behöver,behöver ha,requires,we require,you must,must have,must,you need,you will need,need to have",
    ),
    (
        MUST,
        Around,
        VACANCY,
        "edellyt*,vaadi,vaaditaan,vaadita,vaaditut,vaatimu*,vaatii,tarvitse,tarvitaan,tarvita,tulee olla,pitää olla,täytyy olla,täytyy,on oltava,oltava,välttämät*,must be,tarpeen,tarpeellis*,kysytään,kysytä,pakolli*,ehdoton*,kelpoisuusvaatimu*,kelpoisuusehto*,behörighetskrav*,behörighetsvillkor*,krävs,krav,kravet,förutsätt*,nödvändig*,obligatorisk*,behövs,behöver,required,requirement*,mandatory,essential,necessary,needed,need",
    ),
    (
        SHOULD,
        Forward,
        VACANCY,
        "you hold,you possess,toivomme,arvostamme,odotamme,kaipaamme,hallitset,osaat,sinulla on,omaat,tunnet,olet,ymmärrät,vi önskar,önskar,uppskattar,förväntar,värdesätter,du har,du kan,du är,du ska vara,du skall vara,behärskar,expect,appreciate,you have,you are,you can,should have,we value,ideally,we hope",
    ),
    (
        SHOULD,
        Around,
        VACANCY,
        "toivotaan,toivottav*,toivo*,arvostet*,odotetaan,mielellään,tärkeää,pärjää,pärjäät,hyvä osata,hyvä olla,önskvär*,gärna,prefer*,desir*",
    ),
    (
        NICE,
        Forward,
        VACANCY,
        "katsomme eduksi,luemme eduksi,katsomme ansioksi,luemme ansioksi",
    ),
    (
        NICE,
        Around,
        VACANCY,
        "katsotaan eduksi,luetaan eduksi,eduksi,ansioksi,etua,underlättar,we'd love,we would love,hyvä lisä,mukava lisä,helps,helpful,welcome,välkommet,etuna,etu,plussa*,bonus*,lisäansio*,lisäetu,hyödyksi,hyötyä,iloa,ei haittaa,ei haitaksi,merit*,fördel*,plus,pluspoäng*,advantage*,a plus,nice to have,asset,beneficial",
    ),
    (
        Class::Offered,
        Forward,
        VACANCY,
        "tarjoamme,tarjoaa,etuina,etuihimme,työsuhde-edu*,työsuhde-edut,tes:n muka*,työehtosopimuksen muka*,kollektivavtalsenlig*,enligt kollektivavtal*,saat,pääset,luvassa,maksamme,järjestämme,perehdytämme,koulutamme,henkilöstöedu*,edut,erbjuder,du får,förmåner,vi bjuder,we offer,offering,benefits,you will get,you'll get,you will receive,we provide",
    ),
    (
        Class::Offered,
        Around,
        VACANCY,
        "tarjolla,palkka,palkkaus,kuukausipalkka,tuntipalkka,lön,lönen,salary,opetamme,opetetaan,kustannamme,kustannuksellamme,perehdytetään,utbildar vi,vi utbildar,lär vi,vi lär,we train,we teach,we pay for",
    ),
    (
        Class::OfEmployer,
        Forward,
        VACANCY,
        "lisätietoja*,lisätietoa,lisätiedot,yhteyshenkilö*,tiedustelut,närmare upplysningar,närmare information,mer information,tilläggsuppgifter,ytterligare information,upplysningar ger,kontaktperson*,förfrågningar,more information,further information,contact person*,enquiries,olemme,yrityksemme,meillä työskentelee,palveluksessamme,sisaryhtiö*,emoyhtiö*,tytäryhtiö*,vi har utfört,vi har gjort,vi har byggt,vi har tillverkat,vi har levererat,systerbolag*,moderbolag*,dotterbolag*,sister company,parent company,we have been,we have built,we have done,we have delivered,toimimme,asiakkainamme,asiakkaamme,asiakkaitamme,meillä on,konserni*,meistä,yrityksestä,vi är,våra kunder,vårt företag,företaget är,bolaget,om oss,we are a,we are the,we are an,our company,our customers,our clients,about us",
    ),
    (
        Class::OfEmployer,
        Around,
        VACANCY,
        "aliurakoitsija,aliurakoitsijat,aliurakoitsijamme,aliurakoitsijan toimesta,alihankkija,alihankkijat,alihankkijamme,vastaa oma,vastaavat omat,tekee oma,tekevät omat,hoitaa oma,hoitavat omat,vastaa erillinen,hoitaa erillinen,tekee erillinen,vastaa toinen,hoitaa toinen,tekee toinen,vastaa ulkopuolinen,hoitaa ulkopuolinen,tekee ulkopuolinen,vastaa ulkoinen,hoitaa ulkoinen,tekee ulkoinen,av underentreprenör*,av en underentreprenör,av underleverantör*,av en underleverantör,underentreprenören,av ett annat team,av ett eget team,av en extern,av externa,by a subcontractor,by subcontractors,by our subcontractor*,subcontracted,outsourced,by another team,by a separate team,by an external,by external",
    ),
    (
        Class::Colleague,
        Around,
        VACANCY,
        "kanssa,rinnalla,yhteistyö*,tillsammans med,samarbet*,together with,in cooperation with,cooperation with,alongside,colleagues",
    ),
    (
        Class::Sought,
        Forward,
        VACANCY,
        "etsimämme,tarvitsemme,i behov av,our next,etsimme,haemme,etsii,hakee,rekrytoi,palkkaa,seeks,etsitään,haetaan,palkkaamme,rekrytoimme,tule meille,tervetuloa,työskentelet,toimit,vi söker,söker,anställer,rekryterar,looking for,hiring,seeking,we seek,recruiting,join us,we need",
    ),
    (
        Class::Sought,
        Around,
        VACANCY,
        "haussa,haettavana,avoinna,paikka auki,sökes,söks,wanted",
    ),
    (
        Class::Duty,
        Forward,
        VACANCY,
        "työtehtävi*,tehtäviisi,tehtäväsi,tehtävänäsi,tehtäviin,vastaat,huolehdit,työhösi,toimenkuva*,työnkuva*,päivään kuuluu,teet,arbetsuppgift*,du ansvarar,responsib*,you will,duties",
    ),
    (
        Class::Wished,
        Forward,
        PROFILE,
        "haluan,haluaisin,haaveil*,toivon,toivoisin,tavoittee*,unelma*,aion,tahtoisin,etsin,haen,hakisin,hakusessa,pyrin,kaipaan,kaipaisin,siirtyisin,siirtyä,ryhtyisin,ottaisin,tekisin,lähtisin,oppisin,oppia,opetella,kouluttautu*,opiskelen,opiskelemassa,kouluttaudun,jag vill,skulle vilja,skulle gärna,vill gärna,drömm*,söker,letar efter,lära mig,studerar,utbildar mig,i want,would like,would love,dream*,looking for,hope to,aim to,want to learn,learn to become,studying",
    ),
    (
        Class::Wished,
        Around,
        PROFILE,
        "kiinnosta*,kiinnostun*,intressera*,interested",
    ),
    (
        Class::Private,
        Around,
        PROFILE,
        "lapseni,lasteni,lapsemme,yksi lapsi,kaksi lasta,kolme lasta,neljä lasta,perheeni,perheellinen,perheenäiti,perheenisä,mummola*,mummo*,vaimoni,mieheni,puolisoni,kotona minulla,äitini,isäni,harrast*,lemmik*,terraario*,sukunimeni,nimeni,jag heter,mitt namn,my name,seurakun*,uskonto*,ammattiliito*,diagnoos*,sairastan,syntynyt,vuotta vanha,vuotias,mina barn,min familj,min fru,min man,hobby*,född,facket,my kids,my children,my family,my wife,my husband,hobbies,born,church,union member",
    ),
    (
        Class::Relative,
        Around,
        PROFILE,
        "veli,velje*,siskoni,siskolla*,siskosta*,sisareni,sisarellani,poikani,pojallani,tyttäreni,tyttärellä*,isälläni,isältäni,äidilläni,äidiltäni,isoisä*,isoäi*,vanhempani,vanhemmillani,vanhempieni,miehelläni,mieheltäni,miehestäni,aviomie*,avomie*,avovaimo*,avopuoliso*,vaimollani,vaimoltani,puolisollani,ystäväni,ystävälläni,kaverini,kaverillani,setäni,sedälläni,enoni,enollani,tätini,tädilläni,serkkuni,serkullani,naapurini,naapurillani,anoppini,appeni,sukulaiseni,tyttöystävä*,poikaystävä*,min bror,min syster,min son,min dotter,min pappa,min mamma,min far,min mor,mina föräldrar,min make,min maka,min sambo,min kusin,min vän,min kompis,min granne,my brother,my sister,my son,my daughter,my father,my mother,my dad,my mum,my mom,my parents,my partner,my cousin,my uncle,my aunt,my friend,my neighbour,hän,hänellä,han,hon,he,she",
    ),
];

/// Relatives named without saying whose, and the verbs that say of them what they are or do.
const KIN: [(&str, &str); 3] = [
    (
        "vaimo,mies,isä,äiti,veli,sisko,sisar,poika,tytär,puoliso,faija,mutsi",
        "on,oli,ovat,tekee,teki,ajaa,ajoi,hoitaa,hoiti,työskentelee,työskenteli,toimii,toimi",
    ),
    (
        "frun,fru,hustrun,mannen,maken,makan,pappa,mamma,brodern,systern,sonen,dottern",
        "är,var,jobbar,jobbade,arbetar,arbetade",
    ),
    (
        "wife,husband,father,mother,dad,mum,brother,sister,son,daughter",
        "is,was,works,worked",
    ),
];

/// Every cue, in fixed order.
pub(crate) fn cues() -> &'static [Cue] {
    static CUES: std::sync::LazyLock<Vec<Cue>> = std::sync::LazyLock::new(|| {
        let kin = KIN.iter().flat_map(|(relatives, verbs)| {
            relatives.split(',').flat_map(|relative| {
                verbs.split(',').map(move |verb| Cue {
                    words: vec![relative, verb],
                    class: Class::Relative,
                    reach: Around,
                    of_profile: PROFILE,
                })
            })
        });
        ROWS.iter()
            .flat_map(|(class, reach, of_profile, words)| {
                words.split(',').map(|phrase| Cue {
                    words: phrase.split(' ').collect(),
                    class: *class,
                    reach: *reach,
                    of_profile: *of_profile,
                })
            })
            .chain(kin)
            .collect()
    });
    &CUES
}

/// Words that begin like a cue and are none: `vaativa` is demanding, `olet` alone asks nothing.
const LOOKALIKES: [&str; 6] = [
    "edellytykset",
    "toivottavasti",
    "meritnomi",
    "toivoton",
    "plussapiste",
    "bonusjärjestelmä",
];

/// Whether a word (lower case) is the cue's word.
pub(crate) fn is_cue_word(pattern: &str, word: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(beginning) => word.starts_with(beginning) && !LOOKALIKES.contains(&word),
        None => word == pattern,
    }
}

/// The cues that begin with this word (lower case), by their place in [`cues`].
pub(crate) fn begun_by(word: &str) -> Vec<u16> {
    (0..)
        .zip(cues())
        .filter(|(_, cue)| {
            cue.words
                .first()
                .is_some_and(|first| is_cue_word(first, word))
        })
        .map(|(at, _)| at)
        .collect()
}

/// Whether these words of a cue say what the applicant is or has: `sinulla on`, `du har`, `you have`.
pub(crate) fn says_of_applicant(first: &str, next: &str) -> bool {
    match first {
        "sinulla" => next == "on",
        "omaat" | "olet" => true,
        "du" => matches!(next, "har" | "är" | "ska" | "skall"),
        "you" => matches!(next, "have" | "are" | "hold"),
        _ => false,
    }
}

/// Beginnings of words beside which what the applicant is or has is a condition, a wish or a chance.
const SOFTENING: &[&str] = &[
    "jos",
    "mikäli",
    "ehkä",
    "kenties",
    "mahdolli",
    "valmi",
    "halu",
    "suorittam",
    "hankkim",
    "kouluttautum",
    "om",
    "ifall",
    "kanske",
    "möjlighet",
    "beredd",
    "villig",
    "redo",
    "chans",
    "if",
    "whether",
    "perhaps",
    "maybe",
    "option",
    "opportunit",
    "possib",
    "willing",
    "ready",
    "chance",
    "free",
];

/// The same words where they are short and begin many others.
const SOFTENING_WHOLE: &[&str] = &["jos", "om", "if", "free"];

/// Whether a word (lower case) makes a condition, a wish or a chance of what stands beside it.
pub(crate) fn softens(word: &str) -> bool {
    SOFTENING
        .iter()
        .any(|soft| match SOFTENING_WHOLE.contains(soft) {
            true => word == *soft,
            false => word.starts_with(soft),
        })
}

/// Whether a word (lower case) denies in its language: `en` denies in Finnish and counts in Swedish.
pub(crate) fn denies(word: &str, lang: Lang) -> bool {
    match lang {
        Lang::Fi => matches!(
            word,
            "ei" | "en"
                | "et"
                | "emme"
                | "ette"
                | "eivät"
                | "eikä"
                | "eivätkä"
                | "enkä"
                | "etkä"
                | "emmekä"
                | "ettekä"
                | "emmä"
                | "muttei"
                | "vaikkei"
                | "ettei"
                | "jollei"
                | "muttemme"
                | "älä"
                | "älkää"
        ),
        Lang::Sv => matches!(
            word,
            "inte" | "ej" | "icke" | "inget" | "ingen" | "inga" | "aldrig" | "varken" | "ingalunda"
        ),
        Lang::En => {
            matches!(
                word,
                "not" | "no" | "never" | "cannot" | "neither" | "nor" | "none"
            ) || word.ends_with("n't")
        }
    }
}

/// Whether a word (lower case) of a jobseeker says that something is lacking.
pub(crate) fn lacks(word: &str) -> bool {
    matches!(
        word,
        "puuttuu" | "puuttuvat" | "uupuu" | "saknar" | "saknas" | "lack" | "lacking" | "missing"
    )
}

/// Whether a word denies only what directly follows: `ilman ajokorttia`.
pub(crate) fn denies_next(word: &str) -> bool {
    matches!(word, "ilman" | "utan" | "without")
}

/// Whether the word after a denial takes it back: `ei vain`, `inte bara`, `not only`, `ei haittaa`.
pub(crate) fn takes_back(word: &str) -> bool {
    matches!(
        word,
        "vain"
            | "ainoastaan"
            | "pelkästään"
            | "bara"
            | "endast"
            | "only"
            | "just"
            | "haittaa"
            | "haitaksi"
            | "ongelma"
            | "este"
            | "estettä"
            | "ainakaan"
    )
}

/// Whether a clause begins with the word.
pub(crate) fn opens_clause(word: &str) -> bool {
    matches!(
        word,
        "mutta"
            | "vaan"
            | "sillä"
            | "joten"
            | "koska"
            | "eikä"
            | "eivätkä"
            | "enkä"
            | "emmekä"
            | "etkä"
            | "muttei"
            | "vaikkei"
            | "vaikka"
            | "kun"
            | "men"
            | "utan"
            | "eftersom"
            | "but"
            | "because"
            | "although"
            | "while"
            | "whereas"
    )
}

/// Whether a clause that begins with the word speaks of what was said before it: `minkä vuoksi`, `som`.
pub(crate) fn looks_back(word: &str) -> bool {
    [
        "minkä",
        "mikä",
        "siksi",
        "sen",
        "siihen",
        "tämän",
        "which",
        "who",
        "that",
        "therefore",
        "som",
        "vilket",
        "vilken",
        "därför",
        "jonka",
        "joka",
        "jolla",
        "jolle",
        "jolta",
        "jossa",
        "josta",
        "johon",
        "joita",
        "jota",
        "jotka",
    ]
    .contains(&word)
}

/// Whether a clause that begins with the word goes on with what was said of the thing before it.
pub(crate) fn goes_on(word: &str) -> bool {
    matches!(word, "samoin" | "likaså" | "likaledes" | "likewise")
}

/// Whether the word (lower case) stands for a third person: somebody of whom the text has spoken.
pub(crate) fn third_person(word: &str) -> bool {
    matches!(word, "hän" | "hänellä" | "han" | "hon" | "he" | "she")
}

/// Whether the word (lower case) stands for whoever speaks.
pub(crate) fn first_person(word: &str) -> bool {
    matches!(
        word,
        "itse" | "minä" | "mä" | "minulla" | "mulla" | "jag" | "själv" | "i" | "i'm" | "myself"
    )
}

/// Whether a Finnish word (lower case) is an everyday verb in the first person.
pub(crate) fn first_person_verb(word: &str) -> bool {
    matches!(
        word,
        "olen"
            | "oon"
            | "olin"
            | "teen"
            | "tein"
            | "ajan"
            | "ajoin"
            | "hoidan"
            | "hoidin"
            | "työskentelen"
            | "toimin"
            | "osaan"
            | "sain"
            | "kävin"
            | "opin"
    )
}

/// Whether a Finnish word (lower case) says what somebody else is or was.
pub(crate) fn third_person_verb(word: &str) -> bool {
    matches!(
        word,
        "on" | "oli"
            | "ovat"
            | "olivat"
            | "tekee"
            | "teki"
            | "ajaa"
            | "ajoi"
            | "hoitaa"
            | "hoiti"
            | "työskentelee"
            | "työskenteli"
    )
}

/// Whether the word (lower case) stands for a thing that was just named.
pub(crate) fn points_back(word: &str, lang: Lang) -> bool {
    match lang {
        Lang::Fi => matches!(word, "sitä" | "niitä" | "sen" | "niiden" | "tätä" | "näitä"),
        Lang::Sv => matches!(word, "det" | "den" | "dem" | "detta"),
        Lang::En => matches!(word, "it" | "them" | "this" | "that"),
    }
}

/// Whether the word (lower case) says that something is known or needed, whatever it is.
pub(crate) fn knows(word: &str) -> bool {
    [
        "osa",
        "tarvit",
        "tarvits",
        "vaadi",
        "edelly",
        "tuntea",
        "hallita",
        "kunna",
        "behöv",
        "kräv",
        "know",
        "need",
        "requir",
        "master",
        "tidigare",
        "aiemmin",
        "etukäteen",
        "beforehand",
        "necessary",
        "nödvänd",
        "välttäm",
        "pakko",
        "förutsätt",
    ]
    .iter()
    .any(|beginning| word.starts_with(beginning))
}

/// Whether the word (lower case) opens what an asking verb asks: `edellytämme, että sinulla on`.
pub(crate) fn subordinates(word: &str) -> bool {
    matches!(word, "että" | "att" | "that")
}

/// Whether the word joins two things.
pub(crate) fn joins(word: &str) -> bool {
    matches!(word, "ja" | "sekä" | "och" | "samt" | "and")
}
