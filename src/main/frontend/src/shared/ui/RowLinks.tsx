import Box from '@mui/material/Box';
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

interface RowLink {
  key: string;
  to: string;
  content: ReactNode;
}

/** A list of which each row leads somewhere. */
export function RowLinks({ rows }: { rows: readonly RowLink[] }) {
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, borderTop: 1, borderColor: 'divider' }}>
      {rows.map(({ key, to, content }) => (
        <Box component="li" key={key} sx={{ borderBottom: 1, borderColor: 'divider' }}>
          <Box
            component={Link}
            to={to}
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
              '&:hover': { bgcolor: 'action.hover' },
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
