import { useCallback } from 'react';

import { isProblem } from '@/shared/api/problem';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';

import { ModelEditor } from './ModelEditor';
import { useRehearseMutation } from './modelsApi';
import { RehearsalReport } from './RehearsalReport';
import { texts } from './texts';

/** A decision table as Modeler shows it. What is changed can be tried on past tickets. */
export function TableEditor({ decision, xml }: { decision: string; xml: string }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const [rehearse, { data: begun, error: refused, isLoading }] = useRehearseMutation();
  const open = useCallback(
    async (container: HTMLElement, onChange: () => void) => {
      const { editTable } = await import('./editTable');
      return editTable({ container, xml, decision, language, rule: t.rule, onChange });
    },
    [xml, decision, language, t.rule],
  );
  return (
    <ModelEditor
      name={`${decision}.dmn`}
      type="application/xml"
      open={open}
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
