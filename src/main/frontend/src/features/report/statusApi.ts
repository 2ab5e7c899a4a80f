import { api, data } from '@/shared/api/api';

interface ServiceStatus {
  services: { id: string; name: string; is_disrupted: boolean }[];
  major_incidents: { title: string; since: string; updated_at: string; service_ids: string[] }[];
}

const statusApi = api.injectEndpoints({
  endpoints: (build) => ({
    serviceStatus: build.query<ServiceStatus, void>({
      query: () => '/service-status',
      transformResponse: data<ServiceStatus>,
      providesTags: ['Tickets'],
    }),
  }),
});

export const { useServiceStatusQuery } = statusApi;
