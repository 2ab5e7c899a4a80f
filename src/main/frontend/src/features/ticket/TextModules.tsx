import { TextQuote } from 'lucide-react';
import { useState } from 'react';

import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { useTextModulesQuery } from '@/shared/kept/keptApi';
import { KeptMenu } from '@/shared/kept/KeptMenu';
import { useNotice } from '@/shared/ui/Notice';

import { texts } from './texts';
import { useLazyFilledTextQuery } from './ticketApi';

interface Props {
  /** the ticket whose words stand in the places of a text */
  number: string;
  /** what is written now, to be kept as a new one */
  written: string;
  onInsert: (text: string) => void;
}

/** Texts that somebody, a team or everybody keeps for answers. */
export function TextModules({ number, written, onInsert }: Props) {
  const t = useTexts(texts).modules;
  const { language } = useLanguage();
  const say = useNotice();
  const [asked, setAsked] = useState(false);
  const { data: modules } = useTextModulesQuery(undefined, { skip: !asked });
  const [fill] = useLazyFilledTextQuery();

  async function insert(id: string) {
    try {
      onInsert(await fill({ id, ticket: number, language }).unwrap());
    } catch {
      say(t.failed);
    }
  }

  return (
    <KeptMenu
      path="text-modules"
      icon={<TextQuote size={15} aria-hidden />}
      labels={t}
      editedAt="/settings#texts"
      items={modules}
      onOpen={() => setAsked(true)}
      onTake={({ id }) => void insert(id)}
      content={written.trim() ? { [`content_${language}`]: written.trim() } : undefined}
    />
  );
}
