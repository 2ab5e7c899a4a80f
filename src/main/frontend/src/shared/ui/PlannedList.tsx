import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';

import { isProblem } from '@/shared/api/problem';

import { EmptyState } from './EmptyState';
import { ErrorAlert } from './ErrorAlert';
import { Grid } from './Grid';
import { RowSkeletons } from './Skeletons';

interface Props<T> {
  label: string;
  /** what is planned here, in a sentence */
  hint: string;
  add: string;
  onAdd: () => void;
  problem: unknown;
  /** undefined until they are known */
  items: readonly T[] | undefined;
  empty: string;
  head: readonly string[];
  row: (item: T) => ReactNode;
}

/** What happens by a schedule, with a button for one more. */
export function PlannedList<T>({ label, hint, add, onAdd, problem, items, empty, head, row }: Props<T>) {
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mb: 1, alignItems: 'start' }}>
        <Box sx={{ flex: 1, color: 'text.secondary', fontSize: '0.8125rem', minWidth: 240 }}>{hint}</Box>
        <Button variant="outlined" startIcon={<Plus size={16} aria-hidden />} onClick={onAdd}>
          {add}
        </Button>
      </Box>
      <ErrorAlert error={isProblem(problem) ? problem : undefined} />
      {!items ? (
        <RowSkeletons />
      ) : items.length === 0 ? (
        <EmptyState title={empty} />
      ) : (
        <Grid label={label} head={head}>
          {items.map(row)}
        </Grid>
      )}
    </>
  );
}
