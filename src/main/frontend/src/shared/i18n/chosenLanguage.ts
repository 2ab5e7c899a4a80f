import { LANGUAGES, type Language } from './texts';

const KEY = 'nagare.language';

/** The language that the reader's mails and notices come in. */
let own: Language | undefined;

/** Until somebody chooses another one here, the portal speaks to them as their mails do. */
export function speakTo(locale: string | null | undefined) {
  own = LANGUAGES.find((language) => language === locale);
}

/**
 * What was chosen here, else the reader's own once it is known, else the browser's. Read by every request, too: refusals
 * come in the language of the page.
 */
export function chosenLanguage(): Language {
  const remembered = localStorage.getItem(KEY);
  const wanted = LANGUAGES.find((language) => language === remembered) ?? own;
  return wanted ?? (navigator.language.startsWith('ja') ? 'ja' : navigator.language.startsWith('en') ? 'en' : 'ja');
}

export function rememberLanguage(language: Language) {
  localStorage.setItem(KEY, language);
}
