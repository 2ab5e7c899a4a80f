import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

const cells = { p: '6px 8px 6px 0', textAlign: 'left', verticalAlign: 'top', fontWeight: 400 } as const;

/** A table that scrolls by itself where it is too wide. */
export function Grid({ head, children, label }: { head: readonly string[]; children: ReactNode; label: string }) {
  return (
    <Box sx={{ overflowX: 'auto' }} role="region" aria-label={label} tabIndex={0}>
      <Box
        component="table"
        sx={{
          width: '100%',
          borderCollapse: 'collapse',
          '& th, & td': cells,
          '& tbody tr': { borderTop: 1, borderColor: 'divider' },
        }}
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
