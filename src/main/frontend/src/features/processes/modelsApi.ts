import { api, data } from '@/shared/api/api';
import type { Action, Always, Clock, Field } from '@/shared/api/model';
import type { components } from 'nagare-client/schema';
import type { Label } from '@/shared/i18n/texts';

type Schemas = components['schemas'];

export type ModelKind = 'process' | 'decision' | 'form';
export type Model = Always<Schemas['ModelInForce'], 'key' | 'version' | 'deployed_at' | 'running' | 'own'> & {
  kind: ModelKind;
};
export type Version = Always<
  Schemas['ModelVersion'],
  'key' | 'version' | 'own' | 'in_force' | 'deployed_at' | 'tickets' | 'elements' | 'faults' | 'release'
> & { kind: ModelKind };
export type Release = Always<Schemas['ModelRelease'], 'id' | 'deployed_at' | 'models'>;
export type Finding = Schemas['ModelFinding'];
export type Change = Always<Schemas['ModelChange'], 'model' | 'message' | 'rule' | 'loosens' | 'tickets'>;
export type Checked = Omit<
  Always<Schemas['Checked'], 'deployable' | 'added' | 'findings' | 'tickets' | 'needs_approval'>,
  'difference'
> & {
  difference: Change[];
};
export type Migration = Always<
  Schemas['ModelMigration'],
  'id' | 'state' | 'dry_run' | 'total' | 'counts' | 'tickets' | 'to_version'
> & { plan: Record<string, Record<string, string>> };
export type DroppedWord = Omit<
  Always<Schemas['DroppedWord'], 'kind' | 'field' | 'word' | 'label' | 'tickets'>,
  'choices'
> & {
  choices: Always<Schemas['DroppedWordChoice'], 'value' | 'label'>[];
};
export type WordChange = Omit<
  Always<Schemas['WordChange'], 'id' | 'state' | 'agrees' | 'created_at' | 'total' | 'counts'>,
  'successors' | 'labels' | 'tickets'
> & {
  successors: WordSuccessor[];
  /** what people read for all its words */
  labels: { kind: string; field: string; word: string; label: Label }[];
  tickets: Always<Schemas['WordChangeTicket'], 'id' | 'number' | 'kind' | 'state' | 'words' | 'next'>[];
};
export type WordSuccessor = Schemas['WordSuccessor'];
export type WordsInHand = { words: DroppedWord[]; changes: WordChange[] };
export type NewMigration = {
  dry_run: boolean;
  to?: string;
  map?: Record<string, string>;
  first?: number;
  tickets?: string[];
};
const YEAR = 365 * 86_400_000;

export type Rehearsal = Omit<
  Always<Schemas['Rehearsal'], 'id' | 'state' | 'tickets' | 'done' | 'different' | 'changes' | 'model' | 'from' | 'to'>,
  'outcomes'
> & { outcomes: Always<Schemas['RehearsalOutcome'], 'name' | 'value' | 'before' | 'after'>[] };
type Schema = Schemas['Trial'];
export type TrialStep = Always<NonNullable<Schema['steps']>[number], 'path'>;
export type Trial = {
  steps: TrialStep[];
  actions: { action: Action; by?: string | null }[];
  clocks: Clock[];
  processes: TriedProcess[];
};
export type TriedProcess = Always<Schemas['ProcessView'], 'id' | 'key' | 'waits_at' | 'timers' | 'steps'>;
export type NewTrial = Schemas['NewTrial'];
export type ModelCase = Always<Schemas['ModelCase'], 'id' | 'name' | 'process' | 'kind' | 'steps' | 'whole'>;
export type TriedCase = Omit<Always<Schemas['Tried'], 'id' | 'name' | 'process' | 'tried'>, 'differences'> & {
  differences: Always<Schemas['CaseDifference'], 'rule' | 'loosens' | 'message'>[];
};
export type NewTrialStep = Schemas['NewTrialStep'];

/** What says which version is meant, as the API wants it. */
export const nameOf = ({ version, own }: Pick<Version, 'version' | 'own'>) =>
  own ? String(version) : `shared:${version}`;

/** Whether it goes on by itself, so that looking again is worth it. */
export const goesOn = (state: string | undefined) => state === 'running' || state === 'undoing';

/** The versions in force that files were made from, by key. */
export type Base = Record<string, string>;

function form(files: readonly File[], fields: Record<string, string> = {}, base: Base = {}) {
  const body = new FormData();
  Object.entries(fields).forEach(([name, value]) => body.append(name, value));
  Object.entries(base).forEach(([key, version]) => body.append('base', `${key}=${version}`));
  files.forEach((file) => body.append('files', file));
  return body;
}

const modelsApi = api.injectEndpoints({
  endpoints: (build) => ({
    models: build.query<Model[], void>({
      query: () => '/models',
      transformResponse: data<Model[]>,
      providesTags: ['Model'],
    }),
    versions: build.query<Version[], string>({
      query: (key) => `/models/${key}/versions`,
      transformResponse: data<Version[]>,
      providesTags: ['Model'],
    }),
    releases: build.query<Release[], void>({
      query: () => '/models/releases',
      transformResponse: data<Release[]>,
      providesTags: ['Model'],
    }),
    modelFile: build.query<string, { key: string; version: string }>({
      query: ({ key, version }) => ({ url: `/models/${key}/versions/${version}/file`, responseHandler: 'text' }),
    }),
    difference: build.query<Change[], { key: string; from: string; to?: string }>({
      query: ({ key, ...params }) => ({ url: `/models/${key}/difference`, params }),
      transformResponse: data<Change[]>,
      providesTags: ['Model'],
    }),
    check: build.mutation<Checked, File[]>({
      query: (files) => ({ url: '/models/check', method: 'POST', body: form(files) }),
      transformResponse: data<Checked>,
    }),
    release: build.mutation<Release, { files: File[]; comment: string; base?: Base }>({
      query: ({ files, comment, base }) => ({
        url: '/models/releases',
        method: 'POST',
        body: form(files, { comment }, base),
      }),
      transformResponse: data<Release>,
      invalidatesTags: ['Model', 'RequestType'],
    }),
    rollBack: build.mutation<unknown, { id: string; comment: string }>({
      query: ({ id, comment }) => ({ url: `/models/releases/${id}/rollback`, method: 'POST', body: { comment } }),
      invalidatesTags: ['Model', 'RequestType'],
    }),
    restore: build.mutation<unknown, { key: string; version: number; comment: string }>({
      query: ({ key, version, comment }) => ({
        url: `/models/${key}/versions/${version}/restore`,
        method: 'POST',
        body: { comment },
      }),
      invalidatesTags: ['Model'],
    }),
    leaveVariant: build.mutation<unknown, string>({
      query: (key) => ({ url: `/models/${key}/variant`, method: 'DELETE' }),
      invalidatesTags: ['Model'],
    }),
    migrate: build.mutation<Migration, { key: string } & NewMigration>({
      query: ({ key, ...body }) => ({ url: `/models/${key}/migrations`, method: 'POST', body }),
      transformResponse: data<Migration>,
    }),
    migration: build.query<Migration, { key: string; id: string }>({
      query: ({ key, id }) => `/models/${key}/migrations/${id}`,
      transformResponse: data<Migration>,
      providesTags: ['Migration'],
    }),
    stepMigration: build.mutation<Migration, { key: string; id: string; step: 'continue' | 'cancel' | 'undo' }>({
      query: ({ key, id, step }) => ({ url: `/models/${key}/migrations/${id}/${step}`, method: 'POST', body: {} }),
      transformResponse: data<Migration>,
      invalidatesTags: ['Migration', 'Model'],
    }),
    wordChanges: build.query<WordsInHand, void>({
      query: () => '/word-changes',
      transformResponse: data<WordsInHand>,
      providesTags: ['Model', 'WordChange'],
    }),
    wordChange: build.query<WordChange, string>({
      query: (id) => `/word-changes/${id}`,
      transformResponse: data<WordChange>,
      providesTags: ['WordChange'],
    }),
    changeWords: build.mutation<WordChange, { successors: WordSuccessor[]; agree: boolean }>({
      query: (body) => ({ url: '/word-changes', method: 'POST', body }),
      transformResponse: data<WordChange>,
      invalidatesTags: ['WordChange'],
    }),
    undoWordChange: build.mutation<WordChange, string>({
      query: (id) => ({ url: `/word-changes/${id}/undo`, method: 'POST', body: {} }),
      transformResponse: data<WordChange>,
      invalidatesTags: ['WordChange'],
    }),
    trialForm: build.mutation<Field[], { files: readonly File[]; kind: string; type?: string }>({
      query: ({ files, kind, type }) => {
        const body = form(files);
        body.append('kind', kind);
        if (type) {
          body.append('type', type);
        }
        return { url: '/models/trials/form', method: 'POST', body };
      },
      transformResponse: data<Field[]>,
    }),
    trial: build.mutation<Trial, { files: readonly File[]; trial: NewTrial }>({
      query: ({ files, trial }) => {
        const body = form(files);
        body.append('trial', new Blob([JSON.stringify(trial)], { type: 'application/json' }));
        return { url: '/models/trials', method: 'POST', body };
      },
      transformResponse: data<Trial>,
    }),
    cases: build.query<ModelCase[], void>({
      query: () => '/models/cases',
      transformResponse: data<ModelCase[]>,
      providesTags: ['ModelCase'],
    }),
    keepCase: build.mutation<ModelCase, { ticket: string; name: string }>({
      query: (body) => ({ url: '/models/cases', method: 'POST', body }),
      transformResponse: data<ModelCase>,
      invalidatesTags: ['ModelCase'],
    }),
    removeCase: build.mutation<unknown, string>({
      query: (id) => ({ url: `/models/cases/${id}`, method: 'DELETE' }),
      invalidatesTags: ['ModelCase'],
    }),
    runCases: build.mutation<TriedCase[], readonly File[]>({
      query: (files) => ({ url: '/models/cases/runs', method: 'POST', body: form(files) }),
      transformResponse: data<TriedCase[]>,
    }),
    rehearse: build.mutation<Rehearsal, { files: readonly File[]; model?: string; replay?: boolean }>({
      query: ({ files, model, replay }) => ({
        url: '/rehearsals',
        method: 'POST',
        body: form(files, {
          from: new Date(Date.now() - YEAR).toISOString(),
          ...(model && { model }),
          ...(replay && { replay: 'true' }),
        }),
      }),
      transformResponse: data<Rehearsal>,
    }),
    rehearsal: build.query<Rehearsal, string>({
      query: (id) => `/rehearsals/${id}`,
      transformResponse: data<Rehearsal>,
      providesTags: (_, __, id) => [{ type: 'Rehearsal', id }],
    }),
    cancelRehearsal: build.mutation<unknown, string>({
      query: (id) => ({ url: `/rehearsals/${id}`, method: 'DELETE' }),
      invalidatesTags: (_, __, id) => [{ type: 'Rehearsal', id }],
    }),
  }),
});

export const {
  useModelsQuery,
  useVersionsQuery,
  useReleasesQuery,
  useModelFileQuery,
  useDifferenceQuery,
  useCheckMutation,
  useReleaseMutation,
  useRollBackMutation,
  useRestoreMutation,
  useLeaveVariantMutation,
  useMigrateMutation,
  useStepMigrationMutation,
  useWordChangesQuery,
  useChangeWordsMutation,
  useUndoWordChangeMutation,
  useRehearseMutation,
  useTrialFormMutation,
  useTrialMutation,
  useCancelRehearsalMutation,
  useCasesQuery,
  useKeepCaseMutation,
  useRemoveCaseMutation,
  useRunCasesMutation,
} = modelsApi;

const often = (state: string | undefined) => ({ pollingInterval: goesOn(state) ? 1000 : 0 });

/** A migration, read again until it is over. */
export function useMigration(asked: { key: string; id: string }) {
  const { migration } = modelsApi.endpoints;
  const found = migration.useQueryState(asked);
  migration.useQuerySubscription(asked, often(found.data?.state));
  return found;
}

/** Words that take others' place, read again until all tickets have them. */
export function useWordChange(id: string) {
  const { wordChange } = modelsApi.endpoints;
  const found = wordChange.useQueryState(id);
  wordChange.useQuerySubscription(id, often(found.data?.state));
  return found;
}

/** A rehearsal, read again until it is over. */
export function useRehearsal(id: string) {
  const { rehearsal } = modelsApi.endpoints;
  const found = rehearsal.useQueryState(id);
  rehearsal.useQuerySubscription(id, often(found.data?.state));
  return found;
}
