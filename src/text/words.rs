//! Small closed lists: words that carry no content, by language.

use crate::domain::Lang;

const FINNISH: &str = "ja tai eli sekä että jotta jos kun kuin myös mutta vaan sekä joko niin näin siis sillä koska joten vaikka eikä \
 on ole olla oli olet olen olemme olette ovat olisi ollut olleet oon oot ei en et emme ette eivät älä \
 minä sinä hän me te he se ne tämä tuo nämä nuo mä sä mun sun minun sinun hänen meidän teidän heidän sen niiden tämän tuon näiden \
 minut sinut minua sinua meitä teitä heitä sitä niitä tätä minulla sinulla hänellä meillä teillä heillä mulla sulla meidät minulle sinulle meille teille heille \
 siitä siinä siihen siellä siltä sille sillä tässä tästä tähän tällä täällä niissä niistä niihin niillä tänne tuolla \
 joka jotka jonka joiden jota joita jossa jolla joille jolle jolta joista joissa johon joihin jolloin mikä mitä missä mistä mihin miten milloin kuka ketä kenen \
 jokin jotain jotakin joku joskus jossain muu muut muita muiden muun muuta muissa toinen kaikki kaikkia kaikkien kaikissa jokainen joka \
 hyvin erittäin melko todella vain vielä nyt jo heti noin yli alle kanssa kautta vuoksi mukaan mukana asti saakka ennen jälkeen aikana välillä lisäksi kuten esimerkiksi esim \
 eri oma oman omaa omassa oman itse itsesi saat saa voi voit voivat voimme voidaan pitää pitäisi tulee tulet tulla sekä ilman noin jne ym mm mieluiten ehkä aina usein kuitenkin \
 tehdä teet tekee olevan oleva olevat sopiva sopii yhdessä toimii toimit toimia kuuluu kuuluvat sisältää sisältyy alkaa kohti sinun sellainen sellaista tällainen hieman paljon enemmän";

const SWEDISH: &str = "och eller samt men att som om när då så för av på i till från med utan under över vid hos mot efter före enligt genom mellan inom bland \
 är var vara varit blir bli har ha hade haft kan kunna kunde ska skall skulle måste får få vill kommer \
 jag du han hon vi ni de dem den det en ett dig mig oss er sig din ditt dina min mitt mina vår vårt våra sin sitt sina deras dess \
 denna detta dessa där här vad vem vilken vilket vilka hur också även mycket många mer mest andra annan annat alla allt varje \
 inte ej inga ingen inget bara redan nu sedan t.ex t ex bl a cirka ca m.m etc både någon något några";

const ENGLISH: &str = "the a an and or but of in on at to from by for with without as is are be been being was were have has had do does did will would can could should may might must shall \
 i you he she it we they me him her us them my your his its our their this that these those there here who whom which what when where how if then than so such not no nor only also very more most much many all any each every some other another \
 into onto over under between within during before after about against through per etc eg ie e.g i.e up out off own same too just one";

/// Words that carry no content, by language, lower case.
pub(crate) fn function_words(lang: Lang) -> impl Iterator<Item = &'static str> {
    let list = match lang {
        Lang::Fi => FINNISH,
        Lang::Sv => SWEDISH,
        Lang::En => ENGLISH,
    };
    list.split_whitespace()
}
