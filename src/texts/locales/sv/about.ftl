# Tillgänglighetsutlåtande (lag 306/2019).

accessibility-title = Tillgänglighetsutlåtande
accessibility-what = Utlåtandet gäller sidorna i Kohtaanto. Lagen om tillhandahållande av digitala tjänster (306/2019) kräver att de uppfyller nivåerna A och AA i riktlinjerna för tillgängligt webbinnehåll (WCAG) 2.1.
accessibility-status-title = Hur tillgängliga sidorna är
accessibility-status = Sidorna är gjorda för att uppfylla nivåerna: de fungerar utan skript, med enbart tangentbord och med skärmläsare, på finska, svenska och engelska. Bredvid varje diagram finns en tabell med samma siffror, och inget visas enbart med färg. Programmets egna tester kontrollerar sidorna med ett automatiskt verktyg; någon utomstående granskning har inte gjorts.
accessibility-known-title = Kända brister
accessibility-known = Det som arbetsgivare och arbetssökande har skrivit visas som det är, på det språk det skrevs. Sidan där programmerare prövar gränssnittet är ett färdigt verktyg på engelska och har inte bedömts.
accessibility-feedback-title = Hittade du en brist?
accessibility-feedback = Berätta det för den som driver tjänsten i din kommun; svar ska ges inom två veckor.
accessibility-authority-title = Tillsyn
accessibility-authority = Om svaret inte tillfredsställer dig, eller om det inte kommer inom två veckor, kan du anföra klagan hos Transport- och kommunikationsverket Traficom, som övervakar den digitala tillgängligheten.
