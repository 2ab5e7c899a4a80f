import { configureStore } from '@reduxjs/toolkit';
import { expect, it } from 'vitest';

import { api } from './api';
import { presenceApi, presenceTold } from './presenceApi';

it('keeps who is at which ticket by what events tell', async () => {
  const store = configureStore({
    reducer: { [api.reducerPath]: api.reducer },
    middleware: (standard) => standard().concat(api.middleware),
  });
  const at = (number: string, id: string) => ({ number, people: [{ id, mode: 'viewing' as const }] });
  await store.dispatch(presenceApi.util.upsertQueryData('presences', undefined, [at('INC0000001', 'a')]));
  const present = () => presenceApi.endpoints.presences.select()(store.getState()).data;
  store.dispatch(presenceTold('INC0000002', [{ id: 'b', mode: 'viewing' }]));
  expect(present()).toEqual([at('INC0000001', 'a'), at('INC0000002', 'b')]);
  store.dispatch(presenceTold('INC0000001', []));
  expect(present()).toEqual([at('INC0000002', 'b')]);
});
