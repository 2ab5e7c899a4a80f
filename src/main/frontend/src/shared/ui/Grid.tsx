import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

import { useNarrow } from '@/shared/lib/useNarrow';

const cells = { p: '6px 8px 6px 0', textAlign: 'left', verticalAlign: 'top', fontWeight: 400 } as const;

/** On a phone each row is a block: its first cell is the heading, the others have the names of their columns before them. */
function stacked(head: readonly string[]) {
  return {
    display: 'block',
    '& thead': { display: 'none' },
    '& tbody, & tbody tr': { display: 'block' },
    '& tbody tr': { py: 1, borderTop: 1, borderColor: 'divider' },
    '& tbody td, & tbody th': {
      display: 'block',
      position: 'relative',
      minWidth: 0,
      minHeight: '1.5rem',
      p: '2px 0 2px 7.5rem',
      overflowWrap: 'anywhere',
      whiteSpace: 'normal',
      '&::before': { position: 'absolute', left: 0, width: '7rem', color: 'text.secondary', fontSize: '0.75rem' },
      '&:empty': { display: 'none' },
    },
    '& tbody tr > :first-of-type, & tbody [colspan]': { pl: 0 },
    '& tbody tr > :first-of-type': { fontWeight: 500 },
    ...Object.fromEntries(
      head.map((name, at) =>
        name === ''
          ? [`& tbody tr > :nth-of-type(${at + 1})`, { pl: 0 }]
          : [
              `& tbody tr > :nth-of-type(${at + 1}):not(:first-of-type):not([colspan])::before`,
              { content: JSON.stringify(name) },
            ],
      ),
    ),
  };
}

/** A table that scrolls by itself where it is too wide; on a phone, a list. */
export function Grid({ head, children, label }: { head: readonly string[]; children: ReactNode; label: string }) {
  const narrow = useNarrow();
  return (
    <Box sx={{ overflowX: 'auto' }} role="region" aria-label={label} tabIndex={0}>
      <Box
        component="table"
        sx={
          narrow
            ? stacked(head)
            : {
                width: '100%',
                borderCollapse: 'collapse',
                '& th, & td': cells,
                '& tbody tr': { borderTop: 1, borderColor: 'divider' },
              }
        }
      >
        <thead>
          <tr>
            {head.map((name) =>
              name ? (
                <Box
                  component="th"
                  scope="col"
                  key={name}
                  sx={{ color: 'text.secondary', fontSize: '0.75rem', whiteSpace: 'nowrap' }}
                >
                  {name}
                </Box>
              ) : (
                <td key="actions" />
              ),
            )}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </Box>
    </Box>
  );
}
