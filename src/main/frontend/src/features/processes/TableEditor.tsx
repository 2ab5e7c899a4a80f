import { useCallback, useState } from 'react';

import { isProblem } from '@/shared/api/problem';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';

import { ModelEditor, type EditorProps } from './ModelEditor';
import { useRehearseMutation } from './modelsApi';
import { RehearsalReport } from './RehearsalReport';
import { texts } from './texts';

/** A decision table as Modeler shows it. What is changed can be tried on past tickets. */
export function TableEditor({ decision, xml, ...editor }: { decision: string; xml: string } & EditorProps) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const [rehearse, { data: begun, error: refused, isLoading }] = useRehearseMutation();
  // an open editor keeps what was changed in it, and so its language
  const [words] = useState({ language, rule: t.rule });
  const open = useCallback(
    async (container: HTMLElement, onChange: () => void) => {
      const { editTable } = await import('./editTable');
      return editTable({ container, xml, decision, ...words, onChange });
    },
    [xml, decision, words],
  );
  return (
    <ModelEditor
      name={`${decision}.dmn`}
      type="application/xml"
      open={open}
      {...editor}
      trial={{
        label: t.rehearse,
        disabled: isLoading,
        onTry: (table) => void rehearse({ files: [table], model: decision }),
      }}
    >
      <ErrorAlert error={isProblem(refused) ? refused : undefined} />
      {begun && <RehearsalReport key={begun.id} id={begun.id} />}
    </ModelEditor>
  );
}
