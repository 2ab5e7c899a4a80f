import { configureStore } from '@reduxjs/toolkit';
import { setupListeners } from '@reduxjs/toolkit/query';

import { api } from '@/shared/api/api';
import { lineReducer } from '@/shared/api/line';
import { sessionReducer } from '@/shared/api/session';

export const store = configureStore({
  reducer: { [api.reducerPath]: api.reducer, session: sessionReducer, line: lineReducer },
  middleware: (standard) => standard().concat(api.middleware),
});

// lists are fresh again when somebody comes back to the window
setupListeners(store.dispatch);
