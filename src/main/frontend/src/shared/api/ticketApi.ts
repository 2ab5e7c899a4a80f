import { isMissing, type ApiProblem } from './problem';
import { api, data, dataOfThen, ifMatch, items, page, wholeList, type Page } from './api';
import type {
  Action,
  Attachment,
  Category,
  Ci,
  CiType,
  Field,
  KindPath,
  KnownError,
  OrganizationUnit,
  ReportableCi,
  Ticket,
  TicketDetail,
  TicketPath,
  User,
} from './model';
import type { Language } from '@/shared/i18n/texts';

interface Ref {
  kind: TicketPath;
  id: string;
}

export interface ActionCall extends Ref {
  action: string;
  /** What waits for it, where several tasks offer the action. */
  element?: string;
  fields: Record<string, unknown>;
}

/** What becomes stale by a change of a ticket. */
const touched = (_: unknown, __: unknown, { id }: Ref) => [{ type: 'Ticket' as const, id }, 'Tickets' as const];

/** What may be done with one ticket now; known for a minute, until the ticket changes. */
const actionsApi = api.injectEndpoints({
  endpoints: (build) => ({
    actionsOn: build.query<Action[], Ref>({
      query: ({ kind, id }) => `/${kind}/${id}/actions`,
      transformResponse: data<Action[]>,
      providesTags: (_, __, { id }) => [{ type: 'Ticket', id }],
    }),
  }),
});

/** What every screen with tickets calls. */
const ticketApi = api.injectEndpoints({
  endpoints: (build) => ({
    ticket: build.query<TicketDetail, Ref>({
      query: ({ kind, id }) => `/${kind}/${id}`,
      transformResponse: dataOfThen<TicketDetail>,
      providesTags: (_, __, { id }) => [{ type: 'Ticket', id }],
    }),
    tickets: build.query<Page<Ticket>, { kind: KindPath; params: Record<string, string> }>({
      query: ({ kind, params }) => ({ url: `/${kind}`, params }),
      transformResponse: page<Ticket>,
      providesTags: ['Tickets'],
    }),
    /** What each of some tickets offers; nothing of one that is no longer there for the reader. */
    actionsOf: build.query<(Action[] | null)[], { kind: TicketPath; ids: readonly string[]; afresh?: boolean }>({
      // only those that are not known are asked for
      queryFn: async ({ kind, ids, afresh }, { dispatch }) => {
        const { actionsOn } = actionsApi.endpoints;
        const answers = await Promise.all(
          ids.map((id) => dispatch(actionsOn.initiate({ kind, id }, { subscribe: false, forceRefetch: afresh }))),
        );
        const failed = answers.every(({ error }) => isMissing(error))
          ? answers[0]
          : answers.find(({ error }) => error && !isMissing(error));
        return failed
          ? { error: failed.error as ApiProblem }
          : { data: answers.map(({ data: offered, error }) => (error ? null : (offered ?? []))) };
      },
      providesTags: (_, __, { ids }) => ids.map((id) => ({ type: 'Ticket', id })),
    }),
    performAction: build.mutation<Ticket, ActionCall>({
      query: ({ kind, id, action, element, fields }) => ({
        url: `/${kind}/${id}/actions/${action}`,
        method: 'POST',
        params: { element },
        body: fields,
      }),
      transformResponse: data<Ticket>,
      // a refusal, too, may say that somebody else was faster
      invalidatesTags: touched,
      onQueryStarted: ({ kind, id }, { dispatch, queryFulfilled }) =>
        queryFulfilled.then(
          // what became of it shows at once; what is offered now is read with the ticket
          ({ data: after }) => {
            if (kind !== 'articles') {
              dispatch(ticketApi.util.updateQueryData('ticket', { kind, id }, (ticket) => ({ ...ticket, ...after })));
            }
          },
          () => undefined,
        ),
    }),
    changeTicket: build.mutation<Ticket, Ref & { fields: Record<string, unknown>; version?: number }>({
      query: ({ kind, id, fields, version }) => ({
        url: `/${kind}/${id}`,
        method: 'PATCH',
        body: fields,
        headers: ifMatch(version),
      }),
      transformResponse: data<Ticket>,
      invalidatesTags: touched,
    }),
    // described in the reader's language, as the model in force asks
    reportForm: build.query<Field[], { kind: KindPath; language: Language; reporter?: string }>({
      query: ({ kind, reporter }) => ({
        url: `/${kind}/form`,
        params: reporter ? { reporter_id: reporter } : undefined,
      }),
      transformResponse: data<Field[]>,
      providesTags: ['RequestType'],
    }),
    reportTicket: build.mutation<Ticket, { kind: KindPath; fields: Record<string, unknown> }>({
      query: ({ kind, fields }) => ({ url: `/${kind}`, method: 'POST', body: fields }),
      transformResponse: data<Ticket>,
      invalidatesTags: ['Tickets'],
    }),
    copyTicket: build.mutation<Ticket, Ref>({
      query: ({ kind, id }) => ({ url: `/${kind}/${id}/copy`, method: 'POST' }),
      transformResponse: data<Ticket>,
      // the original is related to it
      invalidatesTags: touched,
    }),
    convertTicket: build.mutation<Ticket, Ref & { to: string; fields: Record<string, unknown>; reason: string }>({
      query: ({ kind, id, to, fields, reason }) => ({
        url: `/${kind}/${id}/convert`,
        method: 'POST',
        body: { kind: to, fields, ...(reason && { reason }) },
      }),
      transformResponse: data<Ticket>,
      invalidatesTags: touched,
    }),
    addNote: build.mutation<unknown, Ref & { content: string; isPublic: boolean; key: string }>({
      query: ({ kind, id, content, isPublic, key }) => ({
        url: `/${kind}/${id}/work-notes`,
        method: 'POST',
        headers: { 'Idempotency-Key': key },
        body: { content, is_public: isPublic ? 'Y' : 'N' },
      }),
      invalidatesTags: touched,
    }),
    attach: build.mutation<Attachment, Ref & { file: File }>({
      query: ({ kind, id, file }) => {
        const body = new FormData();
        body.append('file', file);
        return { url: `/${kind}/${id}/attachments`, method: 'POST', body };
      },
      transformResponse: data<Attachment>,
      invalidatesTags: touched,
    }),
    removeAttachment: build.mutation<unknown, Ref & { attachment: string }>({
      query: ({ kind, id, attachment }) => ({ url: `/${kind}/${id}/attachments/${attachment}`, method: 'DELETE' }),
      invalidatesTags: touched,
    }),
    addLink: build.mutation<unknown, Ref & { target: string; type: string }>({
      query: ({ kind, id, target, type }) => ({
        url: `/${kind}/${id}/links`,
        method: 'POST',
        body: { target_id: target, type },
      }),
      invalidatesTags: touched,
    }),
    removeLink: build.mutation<unknown, Ref & { link: string }>({
      query: ({ kind, id, link }) => ({ url: `/${kind}/${id}/links/${link}`, method: 'DELETE' }),
      invalidatesTags: touched,
    }),
    organizationUnits: build.query<OrganizationUnit[], 'sites' | 'departments'>({
      queryFn: (kind, _, __, send) => wholeList<OrganizationUnit>(`/${kind}`, send),
      providesTags: ['OrganizationUnit'],
    }),
    categories: build.query<Category[], void>({
      queryFn: (_, __, ___, send) => wholeList<Category>('/categories', send),
      providesTags: ['Category'],
    }),
    findCis: build.query<Ci[], string>({
      query: (q) => ({ url: '/cis', params: { limit: '20', ...(q && { q }) } }),
      transformResponse: items<Ci>,
      providesTags: ['Ci'],
    }),
    cisOf: build.query<Ci[], string>({
      query: (owner) => ({ url: '/cis', params: { limit: '20', owner_user_id: owner } }),
      transformResponse: items<Ci>,
      providesTags: ['Ci'],
    }),
    findReportableCis: build.query<ReportableCi[], string>({
      query: (q) => ({ url: '/cis/reportable', params: { limit: '20', ...(q && { q }) } }),
      transformResponse: items<ReportableCi>,
      providesTags: ['Ci'],
    }),
    ci: build.query<Ci, string>({
      query: (id) => `/cis/${id}`,
      transformResponse: data<Ci>,
      providesTags: (_, __, id) => [{ type: 'Ci', id }],
    }),
    ciTypes: build.query<CiType[], void>({
      query: () => '/ci-types?limit=100',
      transformResponse: items<CiType>,
      providesTags: ['CiType'],
    }),
    findUsers: build.query<User[], { q: string; agents?: boolean }>({
      query: ({ q, agents }) => ({
        url: '/users',
        params: { limit: '50', ...(q && { q }), ...(agents && { agents: 'true' }) },
      }),
      transformResponse: items<User>,
      providesTags: ['User'],
    }),
    knownErrors: build.query<KnownError[], { ci: string } | { q: string }>({
      query: (asked) => ({
        url: '/known-errors',
        params: { limit: '5', ...('q' in asked ? { q: asked.q } : { ci_id: asked.ci }) },
      }),
      transformResponse: items<KnownError>,
    }),
  }),
});

export const {
  useTicketQuery,
  useTicketsQuery,
  useActionsOfQuery,
  useLazyActionsOfQuery,
  usePerformActionMutation,
  useChangeTicketMutation,
  useReportFormQuery,
  useReportTicketMutation,
  useConvertTicketMutation,
  useCopyTicketMutation,
  useAddNoteMutation,
  useAttachMutation,
  useRemoveAttachmentMutation,
  useAddLinkMutation,
  useRemoveLinkMutation,
  useCategoriesQuery,
  useOrganizationUnitsQuery,
  useFindCisQuery,
  useLazyCiQuery,
  useCisOfQuery,
  useFindReportableCisQuery,
  useCiQuery,
  useCiTypesQuery,
  useFindUsersQuery,
  useKnownErrorsQuery,
} = ticketApi;
