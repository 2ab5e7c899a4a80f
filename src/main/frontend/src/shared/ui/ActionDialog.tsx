import { useState } from 'react';

import type { Action, KindPath } from '@/shared/api/model';
import { problemOf, type ApiProblem } from '@/shared/api/problem';
import { useLanguage } from '@/shared/i18n/LanguageProvider';
import { labelIn } from '@/shared/i18n/texts';
import { filled, initialOf, missing, type FieldValues } from '@/shared/lib/form';
import { useChanged } from '@/shared/lib/useChanged';

import { ErrorAlert } from './ErrorAlert';
import { FormDialog } from './FormDialog';
import { FormView } from './FormView';
import { late } from './late';

const Remedies = late(async () => (await import('../similar/Remedies')).Remedies);

interface Props {
  action: Action;
  /** what it is done to */
  subject: string;
  /** which ticket it is, where what helped with others may be offered */
  about?: { kind: KindPath; id: string };
  initial?: FieldValues;
  perform: (fields: Record<string, unknown>) => Promise<unknown>;
  /** keeps what is typed for when the form is opened again; without it, closing asks */
  keep?: (typed: FieldValues) => void;
  onClose: () => void;
  onDone: () => void;
}

/** The form of an action. A refusal stands at its field, and what was typed stays. */
export function ActionDialog({ action, subject, about, initial = {}, perform, keep, onClose, onDone }: Props) {
  const { language } = useLanguage();
  const [typed, setTyped] = useState<FieldValues>(initial);
  const changed = useChanged(typed);
  const [lacking, setLacking] = useState<string[]>([]);
  const [problem, setProblem] = useState<ApiProblem>();
  const name = labelIn(action.label, language);
  const values = { ...initialOf(action.fields), ...typed };

  function type(more: FieldValues) {
    const now = { ...typed, ...more };
    setTyped(now);
    keep?.(now);
  }

  /** Below what was written already; the code only where the form knows it. */
  function use(resolution: string, code?: string | null) {
    const before = typeof values.resolution === 'string' ? values.resolution : '';
    const known = action.fields
      .find(({ key }) => key === 'resolution_code')
      ?.options?.some(({ value }) => value === code);
    type({
      resolution: before ? `${before}\n${resolution}` : resolution,
      ...(known && { resolution_code: code }),
    });
  }

  async function send() {
    const empty = missing(action.fields, values);
    setLacking(empty);
    if (empty.length > 0) {
      return;
    }
    setProblem(undefined);
    try {
      await perform(filled(action.fields, values));
      onDone();
    } catch (error) {
      setProblem(problemOf(error));
    }
  }

  return (
    <FormDialog title={name} sendLabel={name} send={send} isUnsaved={changed && !keep} onClose={onClose}>
      <span>{subject}</span>
      <ErrorAlert error={problem} fields={action.fields.map(({ key }) => key)} />
      <FormView
        fields={action.fields}
        values={values}
        onChange={(key, value) => type({ [key]: value })}
        problem={problem}
        lacking={lacking}
        autoFocus
      />
      {about && action.fields.some(({ key }) => key === 'resolution') && <Remedies {...about} onUse={use} />}
    </FormDialog>
  );
}
