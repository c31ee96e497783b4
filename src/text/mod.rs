//! Text in Finnish, Swedish and English: tokens, base forms, compounds; concepts spotted in it.
