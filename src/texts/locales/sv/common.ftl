# Ord som står på varje sida.

product = Kohtaanto
skip-to-content = Gå till innehållet
menu = Huvudmeny
menu-vacancies = Lediga jobb
menu-search = Sök
menu-gaps = Kompetensgap
language = Språk
language-fi = Suomi
language-sv = Svenska
language-en = English
log-in = Logga in
log-out = Logga ut
role-coordinator = Företagskoordinator
role-coach = Egen coach
role-counsellor = Handledare
role-partner = Partner
role-statistics = Statistik
role-admin = Administratör
footer-promise = Poängen är summan av de delar du ser. Ingen lämnas bort i tysthet, och det som inte är känt är en fråga, inte ett avslag.
feedback = Ge respons
interface-for-programs = Gränssnitt för program
to-first-page = Till startsidan

login-explained = Logga in med en personalnyckel. Nycklar skapas av den som driver tjänsten.
login-key = Nyckel
login-refused = Nyckeln godkändes inte. Kontrollera att den är hel och inte har återkallats.

error-not-found = Hittades inte
error-advice-not-found = Det finns inget på den här adressen, eller så får du inte se det.
error-forbidden = Inte tillåtet
error-advice-forbidden = Sidan ingår inte i din roll.
error-unavailable = Inte tillgängligt just nu
error-advice-unavailable = Uppgifterna uppdateras. Försök igen om en stund.
error-ranking-changed = Ordningen har ändrats
error-advice-ranking-changed = Vikterna eller begreppen ändrades medan du bläddrade. Börja om från första sidan.
error-too-many-requests = För många förfrågningar
error-advice-too-many-requests = Vänta en stund och försök igen.
error-timeout = Det tog för lång tid
error-advice-timeout = Svaret blev inte klart i tid. Försök igen.
error-cross-origin = Blanketten kom från en annan webbplats
error-advice-cross-origin = Öppna sidan här och skicka blanketten därifrån.
error-invalid = Något i förfrågan är fel
error-advice-invalid = Kontrollera följande:
error-too-large = För stort
error-advice-too-large = Texten du skickade är längre än vad som är tillåtet.
error-internal = Något gick sönder
error-advice-internal = Felet är vårt. Den som driver tjänsten hittar det med numret nedan.
error-bad-request = Förfrågan kunde inte förstås
error-advice-bad-request = Gå tillbaka och försök igen.
error-request = Förfrågans nummer: { $id }

menu-clients = Kunder
log-in-other = Logga in med en annan nyckel
error-field-value = { $field } kan inte vara { $value }.
error-field-nearest = Det närmaste möjliga är { $nearest }.
error-field = { $field } duger inte.
