import { api, data, ifMatch, page, type Page, wholeList } from '@/shared/api/api';
import type { Person, User } from '@/shared/api/model';
import type { Calendar } from '@/shared/api/calendarsApi';
import type { components } from 'nagare-client/schema';

type Schemas = components['schemas'];
export type Freeze = Schemas['FreezeDto'] & { id: string; name: string };
export type Workload = Schemas['Workload'] & { user_id: string };
type Absence = Schemas['Absence'] & { id: string };
export type Role = Schemas['Role'] & { role: string };
export type RoleGrant = Omit<Schemas['RoleGrant'], 'id' | 'user' | 'granted_by'> & {
  id?: string;
  user?: Person | null;
  granted_by?: Person | null;
};
type Tenant = Schemas['Tenant'] & { version: number };
export interface SlaTable {
  key: string;
  name: string;
  columns: { name: string; label: string; type: 'input' | 'output' }[];
  rows: { id: string; cells: string[]; note: string }[];
}
type AuditRow = Schemas['AuditRow'] & { id: number };

const adminApi = api.injectEndpoints({
  endpoints: (build) => ({
    users: build.query<Page<User>, { q: string; page: string; limit: string }>({
      query: ({ q, ...page }) => ({ url: '/users', params: { ...page, include_inactive: 'true', ...(q && { q }) } }),
      transformResponse: page<User>,
      providesTags: ['User'],
    }),
    workload: build.query<Workload[], string>({
      query: (team) => `/teams/${team}/workload`,
      transformResponse: data<Workload[]>,
      providesTags: ['Team'],
    }),
    boundMember: build.mutation<unknown, { team: string; user: string; capacity: number | null }>({
      query: ({ team, user, capacity }) => ({
        url: `/teams/${team}/members/${user}`,
        method: 'PATCH',
        body: { capacity },
      }),
      invalidatesTags: ['Team'],
    }),
    setMember: build.mutation<unknown, { team: string; user: string; member: boolean }>({
      query: ({ team, user, member }) => ({
        url: `/teams/${team}/members/${user}`,
        method: member ? 'PUT' : 'DELETE',
      }),
      invalidatesTags: ['Team', 'User'],
    }),
    freezes: build.query<Freeze[], void>({
      queryFn: (_, __, ___, send) => wholeList<Freeze>('/freezes', send),
      providesTags: ['Freeze'],
    }),
    allAbsences: build.query<Absence[], void>({
      queryFn: (_, __, ___, send) => wholeList<Absence>('/absences', send),
      providesTags: ['Absence'],
    }),
    secureUser: build.mutation<unknown, { id: string; what: 'sessions' | 'second-factor' }>({
      query: ({ id, what }) => ({ url: `/users/${id}/${what}`, method: 'DELETE' }),
    }),
    eraseUser: build.mutation<unknown, { id: string; reason: string }>({
      query: ({ id, reason }) => ({ url: `/users/${id}/erasure`, method: 'POST', body: { reason } }),
      invalidatesTags: ['User'],
    }),
    board: build.query<{ teams: { id: string; name: string }[] }, string>({
      query: (board) => `/change-boards/${board}`,
      transformResponse: data<{ teams: { id: string; name: string }[] }>,
      providesTags: ['Board'],
    }),
    seatBoard: build.mutation<unknown, { board: string; teams: string[] }>({
      query: ({ board, teams }) => ({ url: `/change-boards/${board}`, method: 'PUT', body: { team_ids: teams } }),
      invalidatesTags: ['Board'],
    }),
    saveCalendar: build.mutation<
      unknown,
      { id?: string; version?: number; key?: string; definition: Calendar['definition'] }
    >({
      query: ({ id, version, key, definition }) =>
        id
          ? { url: `/calendars/${id}`, method: 'PUT', headers: ifMatch(version), body: definition }
          : { url: '/calendars', method: 'POST', body: { key, definition } },
      invalidatesTags: ['Calendar'],
    }),
    holidays: build.query<{ date: string; name?: string | null }[], { id: string; year: number }>({
      query: ({ id, year }) => ({ url: `/calendars/${id}/holidays`, params: { year: String(year) } }),
      transformResponse: data<{ date: string; name?: string | null }[]>,
      providesTags: ['Calendar'],
    }),
    uploadHolidays: build.mutation<Calendar, { id: string; file: File }>({
      query: ({ id, file }) => ({
        url: `/calendars/${id}/holidays`,
        method: 'PUT',
        headers: { 'Content-Type': 'text/csv' },
        body: file,
      }),
      transformResponse: data<Calendar>,
      invalidatesTags: ['Calendar'],
    }),
    due: build.query<{ due?: string }, { id: string; start: string; minutes: number }>({
      query: ({ id, start, minutes }) => ({ url: `/calendars/${id}/due`, params: { start, minutes: String(minutes) } }),
      transformResponse: data<{ due?: string }>,
    }),
    roles: build.query<Role[], void>({
      query: () => '/roles',
      transformResponse: data<Role[]>,
      providesTags: ['Role'],
    }),
    permissions: build.query<string[], void>({
      query: () => '/roles/permissions',
      transformResponse: data<string[]>,
    }),
    roleGrants: build.query<Page<RoleGrant>, { role: string; ended: boolean; page: number }>({
      query: ({ role, ended, page: number }) => ({
        url: '/role-grants',
        params: { page: String(number), limit: '100', include_ended: String(ended), ...(role && { role }) },
      }),
      transformResponse: page<RoleGrant>,
      providesTags: ['Role', 'User'],
    }),
    accessRules: build.query<Schemas['AccessRule'][], void>({
      query: () => '/access-rules',
      transformResponse: (answer: object) => data<Schemas['AccessRules']>(answer).rules ?? [],
      providesTags: ['Rule'],
    }),
    saveAccessRules: build.mutation<unknown, Schemas['AccessRule'][]>({
      query: (rules) => ({ url: '/access-rules', method: 'PUT', body: { rules } }),
      invalidatesTags: ['Rule'],
    }),
    factorRule: build.query<string[], void>({
      query: () => '/second-factor-rule',
      transformResponse: (answer: object) => data<Schemas['SecondFactorRule']>(answer).roles ?? [],
      providesTags: ['Rule'],
    }),
    saveFactorRule: build.mutation<unknown, string[]>({
      query: (roles) => ({ url: '/second-factor-rule', method: 'PUT', body: { roles } }),
      invalidatesTags: ['Rule'],
    }),
    tenant: build.query<Tenant, void>({
      query: () => '/tenant',
      transformResponse: data<Tenant>,
      providesTags: ['Rule'],
    }),
    saveTenant: build.mutation<unknown, Partial<Tenant> & Pick<Tenant, 'version'>>({
      query: ({ version, ...body }) => ({ url: '/tenant', method: 'PATCH', body, headers: ifMatch(version) }),
      invalidatesTags: ['Rule', 'Profile'],
    }),
    slaTables: build.query<SlaTable[], void>({
      query: () => '/sla-policies',
      transformResponse: data<SlaTable[]>,
      providesTags: ['Calendar'],
    }),
    slaPreview: build.query<{ mode: string; total: number }, 'from_now' | 'retroactive'>({
      query: (mode) => ({ url: '/sla-policies/preview', method: 'POST', params: { limit: '1' }, body: { mode } }),
      transformResponse: (answer: object, _, mode) => ({ mode, total: page<object>(answer).total ?? 0 }),
    }),
    applySla: build.mutation<{ tickets: number }, 'from_now' | 'retroactive'>({
      query: (mode) => ({ url: '/sla-policies/apply', method: 'POST', body: { mode } }),
      transformResponse: data<{ tickets: number }>,
    }),
    audit: build.query<Page<AuditRow>, Record<string, string>>({
      query: (params) => ({ url: '/audit', params }),
      transformResponse: page<AuditRow>,
      providesTags: ['Audit'],
    }),
    verification: build.query<Schemas['Verification'], void>({
      query: () => '/audit/verification',
      transformResponse: data<Schemas['Verification']>,
    }),
  }),
});

export const {
  useUsersQuery,
  useWorkloadQuery,
  useBoundMemberMutation,
  useSetMemberMutation,
  useFreezesQuery,
  useAllAbsencesQuery,
  useEraseUserMutation,
  useSecureUserMutation,
  useBoardQuery,
  useSeatBoardMutation,
  useSaveCalendarMutation,
  useHolidaysQuery,
  useUploadHolidaysMutation,
  useLazyDueQuery,
  useRoleGrantsQuery,
  useRolesQuery,
  usePermissionsQuery,
  useAccessRulesQuery,
  useSaveAccessRulesMutation,
  useFactorRuleQuery,
  useSaveFactorRuleMutation,
  useTenantQuery,
  useSaveTenantMutation,
  useSlaTablesQuery,
  useLazySlaPreviewQuery,
  useApplySlaMutation,
  useAuditQuery,
  useLazyVerificationQuery,
} = adminApi;
