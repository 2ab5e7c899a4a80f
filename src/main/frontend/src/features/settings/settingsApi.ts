import { api, data, items } from '@/shared/api/api';
import type { components } from 'nagare-client/schema';

type Schemas = components['schemas'];
type Session = Schemas['Session'] & { id: string };
type Token = Schemas['PersonalToken'] & { id: string; name: string };
type Passkey = Schemas['Passkey'] & { id: string; name: string };
interface PasskeyOptions {
  options: PublicKeyCredentialCreationOptionsJSON;
  state: string;
}
type Absence = Schemas['Absence'] & { id: string; from: string; to: string; substitute_id: string };
export type Delivery = Schemas['NotificationDelivery'];
type Preferences = { by_mail: string[]; kinds: { kind: string; name: string }[] };

const settingsApi = api.injectEndpoints({
  endpoints: (build) => ({
    changePassword: build.mutation<unknown, { current_password: string; password: string }>({
      query: (body) => ({ url: '/auth/password', method: 'POST', body }),
    }),
    secondFactor: build.query<Schemas['SecondFactor'], void>({
      query: () => '/auth/second-factor',
      transformResponse: data<Schemas['SecondFactor']>,
      providesTags: ['SecondFactor'],
    }),
    enrol: build.mutation<Schemas['SecondFactorEnrolment'], void>({
      query: () => ({ url: '/auth/second-factor', method: 'POST' }),
      transformResponse: data<Schemas['SecondFactorEnrolment']>,
    }),
    useCode: build.mutation<string[], { what: 'confirm' | 'disable' | 'recovery-codes'; code: string }>({
      query: ({ what, code }) => ({ url: `/auth/second-factor/${what}`, method: 'POST', body: { code } }),
      transformResponse: (answer: { data?: Schemas['RecoveryCodes'] } | null) => answer?.data?.recovery_codes ?? [],
      invalidatesTags: ['SecondFactor'],
    }),
    passkeys: build.query<Passkey[], void>({
      query: () => '/auth/passkeys',
      transformResponse: data<Passkey[]>,
      providesTags: ['Passkey'],
    }),
    beginPasskey: build.mutation<PasskeyOptions, { current_password: string; code?: string }>({
      query: (body) => ({ url: '/auth/passkeys/options', method: 'POST', body }),
      transformResponse: data<PasskeyOptions>,
    }),
    addPasskey: build.mutation<unknown, { name: string; state: string; credential: PublicKeyCredentialJSON }>({
      query: (body) => ({ url: '/auth/passkeys', method: 'POST', body }),
      invalidatesTags: ['Passkey'],
    }),
    removePasskey: build.mutation<unknown, string>({
      query: (id) => ({ url: `/auth/passkeys/${id}`, method: 'DELETE' }),
      invalidatesTags: ['Passkey'],
    }),
    sessions: build.query<Session[], void>({
      query: () => '/auth/sessions',
      transformResponse: data<Session[]>,
      providesTags: ['Session'],
    }),
    endSession: build.mutation<unknown, string | undefined>({
      query: (id) => ({ url: id ? `/auth/sessions/${id}` : '/auth/sessions', method: 'DELETE' }),
      invalidatesTags: ['Session'],
    }),
    tokens: build.query<Token[], void>({
      query: () => '/auth/tokens',
      transformResponse: data<Token[]>,
      providesTags: ['Token'],
    }),
    addToken: build.mutation<Token, { name: string; expires_at: string; read_only: boolean }>({
      query: (body) => ({ url: '/auth/tokens', method: 'POST', body }),
      transformResponse: data<Token>,
      invalidatesTags: ['Token'],
    }),
    revokeToken: build.mutation<unknown, string>({
      query: (id) => ({ url: `/auth/tokens/${id}`, method: 'DELETE' }),
      invalidatesTags: ['Token'],
    }),
    absencesOf: build.query<Absence[], string>({
      query: (user) => ({ url: '/absences', params: { limit: '100', user_id: user } }),
      transformResponse: items<Absence>,
      providesTags: ['Absence'],
    }),
    addAbsence: build.mutation<unknown, { from: string; to: string; substitute_id: string; scope: string }>({
      query: (body) => ({ url: '/absences', method: 'POST', body }),
      invalidatesTags: ['Absence'],
    }),
    removeAbsence: build.mutation<unknown, string>({
      query: (id) => ({ url: `/absences/${id}`, method: 'DELETE' }),
      invalidatesTags: ['Absence'],
    }),
    delivery: build.query<Delivery, void>({
      query: () => '/notifications/delivery',
      transformResponse: data<Delivery>,
      providesTags: ['NoticeDelivery'],
    }),
    saveDelivery: build.mutation<unknown, Delivery>({
      query: (body) => ({ url: '/notifications/delivery', method: 'PUT', body }),
      invalidatesTags: ['NoticeDelivery'],
    }),
    preferences: build.query<Preferences, string>({
      // the names come in the language of the page
      query: () => '/notifications/preferences',
      transformResponse: data<Preferences>,
      providesTags: ['Notification'],
    }),
    savePreferences: build.mutation<unknown, string[]>({
      query: (by_mail) => ({ url: '/notifications/preferences', method: 'PUT', body: { by_mail } }),
      invalidatesTags: ['Notification'],
    }),
  }),
});

export const {
  useChangePasswordMutation,
  useSecondFactorQuery,
  usePasskeysQuery,
  useBeginPasskeyMutation,
  useAddPasskeyMutation,
  useRemovePasskeyMutation,
  useEnrolMutation,
  useUseCodeMutation,
  useSessionsQuery,
  useEndSessionMutation,
  useTokensQuery,
  useAddTokenMutation,
  useRevokeTokenMutation,
  useAbsencesOfQuery,
  useAddAbsenceMutation,
  useRemoveAbsenceMutation,
  useDeliveryQuery,
  useSaveDeliveryMutation,
  usePreferencesQuery,
  useSavePreferencesMutation,
} = settingsApi;
