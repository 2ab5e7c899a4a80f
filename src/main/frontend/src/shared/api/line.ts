import { createSlice, type PayloadAction } from '@reduxjs/toolkit';

/** Whether the server answers, and since when what is shown is kept. */
const line = createSlice({
  name: 'line',
  initialState: { lost: false, keptAt: null as string | null },
  reducers: {
    lineLost: (state) => {
      state.lost = true;
    },
    readFromKept: (state, { payload }: PayloadAction<string>) => {
      state.lost = true;
      state.keptAt = state.keptAt === null || payload < state.keptAt ? payload : state.keptAt;
    },
    lineIsBack: (state) => {
      state.lost = false;
      state.keptAt = null;
    },
  },
});

export const { lineLost, readFromKept, lineIsBack } = line.actions;
export const lineReducer = line.reducer;
export const lineOf = (state: { line: { lost: boolean; keptAt: string | null } }) => state.line;
