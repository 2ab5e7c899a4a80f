import { LayoutTemplate } from 'lucide-react';
import { useState } from 'react';

import { useTexts } from '@/shared/i18n/LanguageProvider';
import { useNotice } from '@/shared/ui/Notice';

import { useTemplatesQuery } from './keptApi';
import { KeptMenu } from './KeptMenu';
import { texts } from './texts';

interface Props {
  /** the path of the type of tickets */
  kind: string;
  /** which of its templates fit; all where nothing is said */
  fits?: (fields: Record<string, unknown>) => boolean;
  /** what the form says now, as it would be sent */
  said: Record<string, unknown>;
  onTake: (fields: Record<string, unknown>) => void;
}

/** Reports that somebody, a team or everybody makes again and again. */
export function Templates({ kind, fits = () => true, said, onTake }: Props) {
  const t = useTexts(texts);
  const say = useNotice();
  const [asked, setAsked] = useState(false);
  const { data: templates } = useTemplatesQuery(kind, { skip: !asked });
  return (
    <KeptMenu
      path="templates"
      icon={<LayoutTemplate size={15} aria-hidden />}
      labels={t.templates}
      editedAt="/settings#templates"
      items={templates?.filter(({ fields }) => fits(fields))}
      onOpen={() => setAsked(true)}
      onTake={({ fields }) => onTake(fields)}
      content={{ kind, fields: said }}
      onKept={(name) => say(t.kept(name))}
    />
  );
}
