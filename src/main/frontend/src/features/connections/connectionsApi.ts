import { api, data, items, page, type Page, wholeList } from '@/shared/api/api';
import type { components } from 'nagare-client/schema';

type Schemas = components['schemas'];
type Listed = { id: string; name: string };
export type Client = Schemas['OAuthClient'] & Listed;
export type Mailbox = Schemas['Mailbox'] & Listed;
export type Webhook = Schemas['Webhook'] & Listed;
type MailMessage = Schemas['MailMessage'] & { id: string };
type Delivery = Schemas['WebhookDelivery'] & { id: string };
type AlertMessage = Schemas['AlertMessage'] & { id: string; source: string };

const connectionsApi = api.injectEndpoints({
  endpoints: (build) => ({
    clients: build.query<Client[], void>({
      queryFn: (_, __, ___, send) => wholeList<Client>('/oauth-clients', send),
      providesTags: ['Client'],
    }),
    mailboxes: build.query<Mailbox[], void>({
      query: () => '/mailboxes?limit=100',
      transformResponse: items<Mailbox>,
      providesTags: ['Mailbox'],
    }),
    checkMailbox: build.mutation<Schemas['CheckedMailbox'], string>({
      query: (id) => ({ url: `/mailboxes/${id}/check`, method: 'POST' }),
      transformResponse: data<Schemas['CheckedMailbox']>,
    }),
    mails: build.query<MailMessage[], string>({
      query: (id) => `/mailboxes/${id}/messages?limit=50`,
      transformResponse: items<MailMessage>,
      providesTags: ['Mailbox'],
    }),
    retryMail: build.mutation<unknown, { id: string; message: string }>({
      query: ({ id, message }) => ({ url: `/mailboxes/${id}/messages/${message}/retry`, method: 'POST' }),
      invalidatesTags: ['Mailbox'],
    }),
    webhooks: build.query<Webhook[], void>({
      queryFn: (_, __, ___, send) => wholeList<Webhook>('/webhooks', send),
      providesTags: ['Webhook'],
    }),
    pingWebhook: build.mutation<unknown, string>({
      query: (id) => ({ url: `/webhooks/${id}/ping`, method: 'POST' }),
      invalidatesTags: ['Webhook'],
    }),
    webhookEvents: build.query<Schemas['WebhookEvent'][], void>({
      query: () => '/webhooks/events',
      transformResponse: data<Schemas['WebhookEvent'][]>,
    }),
    deliveries: build.query<Page<Delivery>, { id: string; state: string; page: number }>({
      query: ({ id, state, page }) => ({
        url: `/webhooks/${id}/deliveries`,
        params: { limit: '50', page: String(page), ...(state && { state }) },
      }),
      transformResponse: page<Delivery>,
      providesTags: ['Webhook'],
    }),
    replayFailed: build.mutation<{ count: number }, { id: string; since: string }>({
      query: ({ id, since }) => ({ url: `/webhooks/${id}/replays`, method: 'POST', body: { since } }),
      transformResponse: data<{ count: number }>,
      invalidatesTags: ['Webhook'],
    }),
    replay: build.mutation<unknown, { id: string; delivery: string }>({
      query: ({ id, delivery }) => ({ url: `/webhooks/${id}/deliveries/${delivery}/replay`, method: 'POST' }),
      invalidatesTags: ['Webhook'],
    }),
    alertMessages: build.query<Page<AlertMessage>, string>({
      query: (source) => ({ url: '/alerts/messages', params: { limit: '50', ...(source && { source }) } }),
      transformResponse: page<AlertMessage>,
    }),
    tryAlert: build.mutation<Schemas['AlertMeaning'], { source: string; payload: unknown }>({
      query: (body) => ({ url: '/alerts/trial', method: 'POST', body }),
      transformResponse: data<Schemas['AlertMeaning']>,
    }),
  }),
});

export const {
  useClientsQuery,
  useMailboxesQuery,
  useCheckMailboxMutation,
  useMailsQuery,
  useRetryMailMutation,
  useWebhooksQuery,
  usePingWebhookMutation,
  useWebhookEventsQuery,
  useDeliveriesQuery,
  useReplayFailedMutation,
  useReplayMutation,
  useAlertMessagesQuery,
  useTryAlertMutation,
} = connectionsApi;
