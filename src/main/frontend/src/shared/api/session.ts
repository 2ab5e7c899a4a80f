import { createSlice } from '@reduxjs/toolkit';

const session = createSlice({
  name: 'session',
  initialState: { ended: false },
  reducers: {
    sessionEnded: (state) => {
      state.ended = true;
    },
    sessionGoesOn: (state) => {
      state.ended = false;
    },
  },
});

export const { sessionEnded, sessionGoesOn } = session.actions;
export const sessionReducer = session.reducer;
export const hasSessionEnded = (state: { session: { ended: boolean } }) => state.session.ended;
