import Box from '@mui/material/Box';
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

import { useCursorRow } from '@/shared/lib/useCursorRow';

interface RowLink {
  key: string;
  to: string;
  content: ReactNode;
}

interface Props {
  rows: readonly RowLink[];
  /** the row that keys act on; -1 for none */
  cursor?: number;
  /** how often keys moved it */
  moves?: number;
}

/** A list of which each row leads somewhere. */
export function RowLinks({ rows, cursor = -1, moves = 0 }: Props) {
  const here = useCursorRow(rows[cursor]?.key, moves);
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, borderTop: 1, borderColor: 'divider' }}>
      {rows.map(({ key, to, content }, place) => (
        <Box
          component="li"
          key={key}
          ref={place === cursor ? here : undefined}
          sx={{ borderBottom: 1, borderColor: 'divider' }}
        >
          <Box
            component={Link}
            to={to}
            data-here={place === cursor || undefined}
            sx={{
              display: 'flex',
              alignItems: 'center',
              gap: 1,
              py: 1,
              px: 1,
              mx: -1,
              borderRadius: 1,
              color: 'text.primary',
              textDecoration: 'none',
              bgcolor: place === cursor ? 'quiet' : undefined,
              '&:hover': { bgcolor: place === cursor ? 'quiet' : 'action.hover' },
            }}
          >
            <Box sx={{ flex: 1, minWidth: 0 }}>{content}</Box>
            <ChevronRight size={16} aria-hidden />
          </Box>
        </Box>
      ))}
    </Box>
  );
}
