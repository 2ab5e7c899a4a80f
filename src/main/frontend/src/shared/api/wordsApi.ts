import { useMemo } from 'react';

import { PRIORITIES, statusWord, isOwnWord, word as shipped } from '@/shared/i18n/words';
import { labelIn, type Label, type Language } from '@/shared/i18n/texts';

import { api, data } from './api';
import { KINDS, type KindPath, type Word } from './model';

type Lists = Readonly<Record<string, readonly Word[] | undefined>>;

const wordsApi = api.injectEndpoints({
  endpoints: (build) => ({
    words: build.query<Lists, void>({
      query: () => '/words',
      transformResponse: data<Lists>,
      // models change while people work
      keepUnusedDataFor: 600,
    }),
    // all of them are fifty times as many
    wordList: build.query<readonly Word[], string>({
      query: (list) => `/words/${list}`,
      transformResponse: data<readonly Word[]>,
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

/** The statuses of the processes that tickets of a type run through, and what each is called. */
export function useStatuses(kind: KindPath, asked: boolean): readonly Word[] {
  const { data: lists } = wordsApi.useWordsQuery(undefined, { skip: !asked });
  return useMemo(() => {
    const ofKind = KINDS.find(({ path }) => path === kind)!.kind;
    return (lists?.statuses ?? [])
      .filter((status) => isInUse(status) && runsThrough(status.processes ?? [], kind))
      .map((status) => ({ ...status, label: labelOf(lists, `statuses.${ofKind}`, status.value) ?? status.label }));
  }, [lists, kind]);
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

/** A field whose answers stay on tickets. */
export interface KeptField {
  key: string;
  label: Label;
  type: 'text' | 'number' | 'date' | 'checkbox' | 'choice' | 'person' | 'ci' | 'site' | 'department';
  /** what a choice offers, and what it offered in earlier times */
  options: readonly Word[];
}

/** Whether tickets of a type run through one of the processes; types that models make are requests. */
function runsThrough(processes: readonly string[], kind: KindPath): boolean {
  const kindsOf = processes.map((key) => KINDS.find((one) => key === one.kind || key.startsWith(`${one.kind}-`)));
  return kindsOf.some((found) => (found?.path ?? 'requests') === kind);
}

/** What forms keep on tickets of a type, or of any, as the models say. */
export function useKeptFields(kind: KindPath | undefined, asked: boolean): readonly KeptField[] {
  const { data: lists } = wordsApi.useWordsQuery(undefined, { skip: !asked });
  return useMemo(
    () =>
      (lists?.fields ?? [])
        .filter(({ processes }) => !kind || runsThrough(processes ?? [], kind))
        .map(({ value, label, type }) => ({
          key: value,
          label: label as Label,
          type: type as KeptField['type'],
          options: lists?.[`fields.${value}`] ?? [],
        })),
    [lists, kind],
  );
}

/**
 * The words of priority that the tables have, the highest first, and what each is called; the shipped ones until that
 * is known.
 */
export function usePriorities(kind?: (typeof KINDS)[number]['kind']) {
  const { data: known } = wordsApi.useWordListQuery(kind ? `priorities.${kind}` : 'priorities');
  const words: readonly string[] = known?.filter(isInUse).map(({ value }) => value) ?? PRIORITIES;
  return {
    words,
    /** what a ticket has where nobody says it, as the server chooses it */
    usual: words.includes('medium') ? 'medium' : (words[Math.floor(words.length / 2)] ?? ''),
    say: (value: string | null | undefined, language: Language) => {
      const label = known?.find((word) => word.value === value)?.label;
      return label ? labelIn(label, language) : shipped('priority', value, language);
    },
  };
}

/** Whether people may still choose it: not a word that tickets of earlier times have. */
export function isInUse({ successor }: Word): boolean {
  return !successor;
}

function labelOf(lists: Lists | undefined, list: string, value: string): Label | undefined {
  return lists?.[list]?.find((word) => word.value === value)?.label;
}
