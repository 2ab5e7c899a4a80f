import { api, data } from '@/shared/api/api';
import type { components } from '@/shared/api/schema';

type Schemas = components['schemas'];
type Entry = Schemas['Entry'] & { id: string; planned_start: string; planned_end: string };
type FreezeTime = Schemas['FreezeTime'] & { id: string; start: string; end: string };
type MaintenanceTime = Schemas['MaintenanceTime'] & { start: string; end: string };

interface Period {
  from: string;
  to: string;
}
interface Planned {
  changes: Entry[];
  freezes: FreezeTime[];
  maintenance_windows: MaintenanceTime[];
}

const calendarApi = api.injectEndpoints({
  endpoints: (build) => ({
    planned: build.query<Planned, Period>({
      query: ({ from, to }) => ({
        url: '/changes/calendar',
        params: { from, to },
        headers: { Accept: 'application/json' },
      }),
      transformResponse: data<Planned>,
      providesTags: ['Tickets', 'Freeze'],
    }),
  }),
});

export const { usePlannedQuery } = calendarApi;

/** Something on the calendar. */
export interface Item {
  key: string;
  kind: 'change' | 'freeze' | 'maintenance';
  title: string;
  start: number;
  end: number;
  number?: string;
  status?: string;
  phase?: string;
  hard?: boolean;
  authorised?: boolean;
  meets: boolean;
}

/** All that is planned, by its beginning; a change says whether it meets a freeze or another change of its items. */
export function itemsOf(planned: Planned, confidential: string): Item[] {
  const at = (time: string) => new Date(time).getTime();
  const over = ['cancelled', 'closed'];
  const undone = planned.changes.filter(({ phase }) => !over.includes(phase ?? ''));
  const meets = (change: Entry) =>
    undone.includes(change) &&
    ([
      ...planned.freezes
        .filter(({ scope, ci_id }) => scope === 'tenant' || (ci_id && change.ci_ids?.includes(ci_id)))
        .map(({ start, end }) => ({ start, end })),
      ...undone
        .filter((other) => other !== change && other.ci_ids?.some((ci) => change.ci_ids?.includes(ci)))
        .map((other) => ({ start: other.planned_start, end: other.planned_end })),
    ].some(({ start, end }) => start < change.planned_end && end > change.planned_start) ||
      false);
  return [
    ...planned.changes.map((change) => ({
      key: change.id,
      kind: 'change' as const,
      title: change.title ?? confidential,
      start: at(change.planned_start),
      end: at(change.planned_end),
      number: change.change_number ?? undefined,
      status: change.status ?? undefined,
      phase: change.phase ?? undefined,
      authorised: change.authorised,
      meets: meets(change),
    })),
    ...planned.freezes.map((freeze) => ({
      key: `${freeze.id} ${freeze.start}`,
      kind: 'freeze' as const,
      title: freeze.name ?? '',
      start: at(freeze.start),
      end: at(freeze.end),
      hard: freeze.hard,
      meets: false,
    })),
    ...planned.maintenance_windows.map((window) => ({
      key: `${window.ci_id} ${window.start}`,
      kind: 'maintenance' as const,
      title: window.ci_name ?? '',
      start: at(window.start),
      end: at(window.end),
      meets: false,
    })),
  ].sort((a, b) => a.start - b.start);
}
