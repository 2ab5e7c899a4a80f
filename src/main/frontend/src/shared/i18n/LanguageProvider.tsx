import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';

import { chosenLanguage, rememberLanguage } from './chosenLanguage';
import type { Language, Texts } from './texts';

interface Choice {
  language: Language;
  choose: (language: Language) => void;
  /** speaks to whoever is signed in, where nobody chose another language here */
  follow: () => void;
}

const LanguageContext = createContext<Choice>({ language: 'ja', choose: () => undefined, follow: () => undefined });

/** What is below it speaks the language that somebody chose, else the reader's own, else the browser's. */
export function LanguageProvider({ initial, children }: { initial?: Language; children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() => initial ?? chosenLanguage());
  useEffect(() => {
    document.documentElement.lang = language;
    // what a launcher shows of the installed portal
    document
      .querySelector('link[rel=manifest]')
      ?.setAttribute('href', language === 'ja' ? '/manifest.webmanifest' : `/manifest.${language}.webmanifest`);
  }, [language]);
  const choice = useMemo(
    () => ({
      language,
      choose: (wanted: Language) => {
        rememberLanguage(wanted);
        setLanguage(wanted);
      },
      follow: () => setLanguage(chosenLanguage()),
    }),
    [language],
  );
  return <LanguageContext value={choice}>{children}</LanguageContext>;
}

export function useLanguage(): Choice {
  return use(LanguageContext);
}

/** The texts in the reader's language. */
export function useTexts<T>(texts: Texts<T>): T {
  const { language } = use(LanguageContext);
  return texts[language] as T;
}
