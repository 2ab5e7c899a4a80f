import { api, data } from '@/shared/api/api';
import type { Always } from '@/shared/api/model';
import type { components } from 'nagare-client/schema';

type Schemas = components['schemas'];

/** What a change proposes to put in force. */
export type ReleaseProposal = Omit<
  Always<Schemas['ReleaseProposal'], 'change_id' | 'change_number' | 'models' | 'files' | 'proposed_at'>,
  'difference' | 'migration'
> & {
  difference: Always<Schemas['Difference'], 'model' | 'message' | 'loosens' | 'tickets'>[];
  migration?: ProposedMigration | null;
};

/** How running tickets follow. */
interface ProposedMigration {
  first?: number | null;
  planned: {
    model: string;
    tickets: number;
    places: Record<string, string>;
    stays: { element: string; name: string; tickets: number }[];
  }[];
  begun: { model: string; id: string }[];
}

const proposalApi = api.injectEndpoints({
  endpoints: (build) => ({
    proposalOf: build.query<ReleaseProposal | null, string>({
      query: (change) => ({ url: '/models/proposals', params: { change_id: change } }),
      transformResponse: (answer: object) => data<ReleaseProposal[]>(answer)[0] ?? null,
      providesTags: (_, __, id) => [{ type: 'Ticket', id }],
    }),
    propose: build.mutation<
      ReleaseProposal,
      {
        files: readonly File[];
        comment: string;
        rehearsal_id?: string;
        migration?: { first?: number };
        base?: Record<string, string>;
      }
    >({
      query: ({ files, ...said }) => {
        const body = new FormData();
        body.append('proposal', new Blob([JSON.stringify(said)], { type: 'application/json' }));
        files.forEach((file) => body.append('files', file));
        return { url: '/models/proposals', method: 'POST', body };
      },
      transformResponse: data<ReleaseProposal>,
      invalidatesTags: ['Tickets'],
    }),
    activate: build.mutation<ReleaseProposal, string>({
      query: (change) => ({ url: `/models/proposals/${change}/activation`, method: 'POST', body: {} }),
      transformResponse: data<ReleaseProposal>,
      invalidatesTags: (_, __, id) => [{ type: 'Ticket', id }, 'Model', 'RequestType'],
    }),
  }),
});

export const { useProposalOfQuery, useProposeMutation, useActivateMutation } = proposalApi;
