import Box from '@mui/material/Box';
import { Link } from 'react-router';

import { addressOf, type TicketLink } from '@/shared/api/model';
import { StatusChip } from '@/shared/ui/StatusChip';

/** Tickets that this one hangs together with, one a row. */
export function LinkedTickets({ links, empty }: { links: readonly TicketLink[]; empty: string }) {
  if (links.length === 0) {
    return <Box sx={{ color: 'text.secondary' }}>{empty}</Box>;
  }
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {links.map((link) => (
        <Box
          component="li"
          key={link.id}
          sx={{
            display: 'flex',
            alignItems: 'center',
            gap: 1.5,
            minHeight: 36,
            borderTop: 1,
            borderColor: 'divider',
          }}
        >
          <Box component="span" sx={{ color: 'text.secondary', flex: 'none' }}>
            {link.ticket_number}
          </Box>
          <Box
            component={Link}
            to={addressOf(link.ticket_number)}
            sx={{ flex: 1, minWidth: 0, color: 'text.primary', textDecoration: 'none', fontWeight: 500 }}
          >
            {link.title}
          </Box>
          <StatusChip status={link.status} kind={link.kind} />
        </Box>
      ))}
    </Box>
  );
}
