import { LANGUAGES, type Language } from './texts';

const KEY = 'nagare.language';

/** Read by every request, too: refusals come in the language of the page. */
export function chosenLanguage(): Language {
  const remembered = localStorage.getItem(KEY);
  const wanted = LANGUAGES.find((language) => language === remembered);
  return wanted ?? (navigator.language.startsWith('ja') ? 'ja' : navigator.language.startsWith('en') ? 'en' : 'ja');
}

export function rememberLanguage(language: Language) {
  localStorage.setItem(KEY, language);
}
