import { api, data } from './api';
import type { components } from 'nagare-client/schema';

type Schemas = components['schemas'];
type Push = Omit<Schemas['Push'], 'subscriptions'> & { subscriptions: { id: string; endpoint: string }[] };

const pushApi = api.injectEndpoints({
  endpoints: (build) => ({
    push: build.query<Push, void>({
      query: () => '/push',
      transformResponse: data<Push>,
      providesTags: ['Push'],
    }),
    subscribe: build.mutation<unknown, { endpoint: string; public_key: string; auth: string }>({
      query: (body) => ({ url: '/push/subscriptions', method: 'POST', body }),
      invalidatesTags: ['Push'],
    }),
    unsubscribe: build.mutation<unknown, string>({
      query: (id) => ({ url: `/push/subscriptions/${id}`, method: 'DELETE' }),
      invalidatesTags: ['Push'],
    }),
  }),
});

export const { usePushQuery, useSubscribeMutation, useUnsubscribeMutation } = pushApi;

/** Whether this browser can be told anything while it is closed. */
export const canBePushed = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

async function manager() {
  return (await navigator.serviceWorker.getRegistration())?.pushManager;
}

/** This browser's own subscription, if it has one. */
export async function ownSubscription(): Promise<PushSubscription | null> {
  return canBePushed ? ((await (await manager())?.getSubscription()) ?? null) : null;
}

/** Asks whoever is there, and the browser's maker, for a subscription; null where they say no. */
export async function newSubscription(publicKey: string) {
  if ((await Notification.requestPermission()) !== 'granted') {
    return null;
  }
  const made = await (await manager())?.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
  const { endpoint, keys } = made?.toJSON() ?? {};
  return endpoint && keys?.p256dh && keys.auth ? { endpoint, public_key: keys.p256dh, auth: keys.auth } : null;
}
