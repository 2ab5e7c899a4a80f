import { LANGUAGES, type Language } from './texts';

const KEY = 'nagare.language';
/** Who chose it; nobody yet, where it was before anybody was known. */
const CHOSEN_BY = 'nagare.language.by';

/** Who is at the browser, once that is known. */
let reader: string | undefined;

/** The language that the reader's mails and notices come in. */
let own: Language | undefined;

/** Until somebody chooses another one here, the portal speaks to them as their mails do, whatever others chose. */
export function speakTo(person: string | undefined, locale?: string | null) {
  reader = person;
  if (person && localStorage.getItem(CHOSEN_BY) === null) {
    localStorage.setItem(CHOSEN_BY, person);
  }
  own = LANGUAGES.find((language) => language === locale);
}

/**
 * What the reader chose here, else the reader's own once it is known, else the browser's. Read by every request, too: refusals
 * come in the language of the page.
 */
export function chosenLanguage(): Language {
  const isTheirs = reader === undefined || localStorage.getItem(CHOSEN_BY) === reader;
  const remembered = isTheirs ? localStorage.getItem(KEY) : null;
  const wanted = LANGUAGES.find((language) => language === remembered) ?? own;
  return wanted ?? (navigator.language.startsWith('ja') ? 'ja' : navigator.language.startsWith('en') ? 'en' : 'ja');
}

export function rememberLanguage(language: Language) {
  localStorage.setItem(KEY, language);
  if (reader) {
    localStorage.setItem(CHOSEN_BY, reader);
  } else {
    // whoever signs in next has chosen it
    localStorage.removeItem(CHOSEN_BY);
  }
}
