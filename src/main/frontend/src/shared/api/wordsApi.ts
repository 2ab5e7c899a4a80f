import { statusWord, isOwnWord } from '@/shared/i18n/words';
import { labelIn, type Label, type Language } from '@/shared/i18n/texts';

import { api, data } from './api';
import type { Word } from './model';

type Lists = Readonly<Record<string, readonly Word[] | undefined>>;

const wordsApi = api.injectEndpoints({
  endpoints: (build) => ({
    words: build.query<Lists, void>({
      query: () => '/words',
      transformResponse: data<Lists>,
      // models change while people work
      keepUnusedDataFor: 600,
    }),
  }),
});

/** What a model calls a status of its own; asked for only where one is shown. */
export function useStatusWord(
  statuses: readonly (string | null | undefined)[],
): (ticket: { status?: string; phase?: string; kind?: string }, language: Language) => string {
  const { data: lists } = wordsApi.useWordsQuery(undefined, { skip: !statuses.some(isOwnWord) });
  return (ticket, language) => {
    const own = isOwnWord(ticket.status) ? labelOf(lists, 'statuses', ticket.status!) : undefined;
    return own ? labelIn(own, language) : statusWord(ticket, language);
  };
}

/** What answers that stay on a ticket are called, and their choices: as the forms of the models say. */
export function useAnswers(asked: boolean) {
  const { data: lists } = wordsApi.useWordsQuery(undefined, { skip: !asked });
  return {
    name: (key: string, language: Language) => {
      const label = labelOf(lists, 'fields', key);
      return label ? labelIn(label, language) : key.replaceAll('_', ' ');
    },
    value: (key: string, value: string, language: Language) => {
      const label = labelOf(lists, `fields.${key}`, value);
      return label ? labelIn(label, language) : value;
    },
  };
}

function labelOf(lists: Lists | undefined, list: string, value: string): Label | undefined {
  return lists?.[list]?.find((word) => word.value === value)?.label;
}
