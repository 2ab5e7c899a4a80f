import { api, data, items, page, type Page } from '@/shared/api/api';
import type { components } from '@/shared/api/schema';

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
      query: () => '/oauth-clients?limit=100',
      transformResponse: items<Client>,
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
      query: () => '/webhooks?limit=100',
      transformResponse: items<Webhook>,
      providesTags: ['Webhook'],
    }),
    pingWebhook: build.mutation<unknown, string>({
      query: (id) => ({ url: `/webhooks/${id}/ping`, method: 'POST' }),
      invalidatesTags: ['Webhook'],
    }),
    deliveries: build.query<Delivery[], string>({
      query: (id) => `/webhooks/${id}/deliveries?limit=50`,
      transformResponse: items<Delivery>,
      providesTags: ['Webhook'],
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
  useDeliveriesQuery,
  useReplayMutation,
  useAlertMessagesQuery,
  useTryAlertMutation,
} = connectionsApi;
