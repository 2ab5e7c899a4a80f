import { useState, type ReactNode } from 'react';

import { api, data } from '@/shared/api/api';
import { useTexts } from '@/shared/i18n/LanguageProvider';

import { texts } from './texts';
import { Confirm } from './useConfirm';

interface Warning {
  field: string;
  kind: keyof (typeof texts)['ja']['personalData']['kinds'];
  start: number;
  end: number;
}

const personalDataApi = api.injectEndpoints({
  endpoints: (build) => ({
    findPersonalData: build.mutation<{ personal_data: Warning[] }, Record<string, string>>({
      query: (written) => ({ url: '/personal-data/findings', method: 'POST', body: { texts: written } }),
      transformResponse: data<{ personal_data: Warning[] }>,
    }),
  }),
});

/** Fewer digits, in one width or the other, are no number of a person or an account. */
const FEWEST_DIGITS = 7;

function mayHoldSome(text: string): boolean {
  return /[@＠]/.test(text) || (text.match(/\p{Nd}/gu)?.length ?? 0) >= FEWEST_DIGITS;
}

/**
 * Asks whoever sends a text that holds personal data whether it is to be sent so. The first is to be drawn; the second
 * sends at once where nothing is found, or nobody can say.
 */
export function usePersonalDataCheck(): [
  dialog: ReactNode,
  check: (fields: Record<string, unknown>, send: () => Promise<unknown>) => Promise<void>,
] {
  const t = useTexts(texts).personalData;
  const [find] = personalDataApi.useFindPersonalDataMutation();
  const [asked, ask] = useState<{ found: string[]; send: () => Promise<unknown> } | null>(null);

  async function check(fields: Record<string, unknown>, send: () => Promise<unknown>) {
    const written = Object.fromEntries(
      Object.entries(fields).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string' && mayHoldSome(entry[1]),
      ),
    );
    const warnings =
      Object.keys(written).length === 0
        ? []
        : await find(written)
            .unwrap()
            .then(({ personal_data }) => personal_data)
            .catch(() => []);
    if (warnings.length === 0) {
      await send();
      return;
    }
    ask({
      found: warnings.map(({ field, kind, start, end }) => t.found(t.kinds[kind], written[field]!.slice(start, end))),
      send,
    });
  }

  const dialog = asked && (
    <Confirm
      title={t.title}
      hint={
        <>
          <span>{t.hint}</span>
          <ul style={{ margin: 0, paddingInlineStart: 20, overflowWrap: 'anywhere' }}>
            {[...new Set(asked.found)].map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </>
      }
      label={t.send}
      perform={asked.send}
      onClose={() => ask(null)}
    />
  );
  return [dialog, check];
}
