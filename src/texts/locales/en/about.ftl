# The accessibility statement (Act 306/2019).

accessibility-title = Accessibility statement
accessibility-what = This statement is about the pages of Kohtaanto. The Act on the Provision of Digital Services (306/2019) asks that they meet the Web Content Accessibility Guidelines (WCAG) 2.1 at levels A and AA.
accessibility-status-title = How accessible the pages are
accessibility-status = The pages are built to meet those levels: they work without scripts, by keyboard alone and with a screen reader, in Finnish, Swedish and English. Every chart stands beside a table with the same figures, and nothing is told by colour alone. The program's own tests check each page with an automatic tool; an outside audit has not been made.
accessibility-known-title = What is known to fall short
accessibility-known = Words that employers and jobseekers have written are shown as they are, in the language that they were written in. The page on which programmers try the interface is a ready-made tool in English and has not been assessed.
accessibility-feedback-title = Did you find a fault?
accessibility-feedback = Tell whoever runs the service for your municipality; they must answer within two weeks.
accessibility-authority-title = Supervision
accessibility-authority = If the answer does not satisfy you, or none comes within two weeks, you may complain to the Finnish Transport and Communications Agency Traficom, which supervises digital accessibility.
