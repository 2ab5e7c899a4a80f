import { admin } from '@/features/admin/feature';
import { announcements } from '@/features/announcements/feature';
import { calendar } from '@/features/calendar/feature';
import { cab } from '@/features/cab/feature';
import { cmdb } from '@/features/cmdb/feature';
import { connections } from '@/features/connections/feature';
import { decisions } from '@/features/decisions/feature';
import { figures } from '@/features/figures/feature';
import { graphiql } from '@/features/graphiql/feature';
import { handover } from '@/features/handover/feature';
import { knowledge } from '@/features/knowledge/feature';
import { oncall } from '@/features/oncall/feature';
import { plan } from '@/features/plan/feature';
import { processes } from '@/features/processes/feature';
import { queue } from '@/features/queue/feature';
import { report } from '@/features/report/feature';
import { request } from '@/features/request/feature';
import { search } from '@/features/search/feature';
import { settings } from '@/features/settings/feature';
import { suppliers } from '@/features/suppliers/feature';
import { ticket } from '@/features/ticket/feature';
import type { Feature } from '@/shared/lib/feature';

/** All that the portal can do, in the order of the rail. A new feature is one line here. */
export const features: readonly Feature[] = [
  decisions,
  queue,
  ticket,
  search,
  report,
  request,
  knowledge,
  announcements,
  cab,
  plan,
  calendar,
  oncall,
  handover,
  figures,
  cmdb,
  suppliers,
  processes,
  settings,
  connections,
  graphiql,
  admin,
];
