import Box from '@mui/material/Box';
import { Link } from 'react-router';

import { addressOf } from '@/shared/api/model';

/** The number of a ticket or an article, which leads there; nothing where there is none. */
export function TicketLink({ number }: { number?: string | null }) {
  return (
    number && (
      <Box component={Link} to={addressOf(number)} sx={{ color: 'primary.main', whiteSpace: 'nowrap' }}>
        {number}
      </Box>
    )
  );
}
