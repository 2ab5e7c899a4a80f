import { api, data } from '@/shared/api/api';
import type { Always } from '@/shared/api/model';
import type { components } from 'nagare-client/schema';
import type { Label } from '@/shared/i18n/texts';

type Schemas = components['schemas'];
type Step = Always<
  Schemas['ProcessFlowStep'],
  'element' | 'type' | 'visits' | 'tickets' | 'repeated' | 'resting' | 'seconds'
> & { label: Label };
export type ProcessFlow = Omit<Always<Schemas['ProcessFlow'], 'from' | 'to' | 'tickets'>, 'steps'> & { steps: Step[] };
type Variant = Always<Schemas['ProcessVariant'], 'elements' | 'ended' | 'processes' | 'share' | 'tickets'>;
type ProcessVariants = Omit<Always<Schemas['ProcessVariants'], 'processes' | 'variants'>, 'items'> & {
  items: Variant[];
};
export type ProcessFinding = Omit<
  Always<Schemas['ProcessFinding'], 'name' | 'unit' | 'numerator' | 'denominator' | 'value'>,
  'title' | 'definition' | 'label'
> & { title: Label; definition: Label; label?: Label | null };

/** Of which tickets of a process. */
export interface MiningQuestion {
  process: string;
  from: string;
  to: string;
  team_id?: string;
  category_id?: string;
  priority?: string;
}

const miningApi = api.injectEndpoints({
  endpoints: (build) => ({
    flow: build.query<ProcessFlow, MiningQuestion>({
      query: ({ process, ...params }) => ({ url: `/mining/${process}/graph`, params }),
      transformResponse: data<ProcessFlow>,
    }),
    variants: build.query<ProcessVariants, MiningQuestion>({
      query: ({ process, ...params }) => ({ url: `/mining/${process}/variants`, params }),
      transformResponse: data<ProcessVariants>,
    }),
    findings: build.query<ProcessFinding[], MiningQuestion>({
      query: ({ process, ...params }) => ({ url: `/mining/${process}/findings`, params }),
      transformResponse: data<ProcessFinding[]>,
    }),
  }),
});

export const { useFlowQuery, useVariantsQuery, useFindingsQuery } = miningApi;
