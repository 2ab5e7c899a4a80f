import { api, data } from '@/shared/api/api';
import type { components } from 'nagare-client/schema';

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
  /** the kinds of what a change meets; nothing that is none meets anything */
  meets: readonly string[];
}

/** All that is planned, by its beginning. */
export function itemsOf(planned: Planned, confidential: string): Item[] {
  const at = (time: string) => new Date(time).getTime();
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
      meets: change.meets ?? [],
    })),
    ...planned.freezes.map((freeze) => ({
      key: `${freeze.id} ${freeze.start}`,
      kind: 'freeze' as const,
      title: freeze.name ?? '',
      start: at(freeze.start),
      end: at(freeze.end),
      hard: freeze.hard,
      meets: [],
    })),
    ...planned.maintenance_windows.map((window) => ({
      key: `${window.ci_id} ${window.start}`,
      kind: 'maintenance' as const,
      title: window.ci_name ?? '',
      start: at(window.start),
      end: at(window.end),
      meets: [],
    })),
  ].sort((a, b) => a.start - b.start);
}
