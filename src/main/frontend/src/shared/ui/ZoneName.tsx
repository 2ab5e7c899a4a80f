import Box from '@mui/material/Box';

import { currentZone, shortZone } from '@/shared/i18n/zone';

interface Props {
  zone?: string;
  /** the time that is told, as summer has a name of its own; now where there is none */
  at?: Date;
}

/** Whose clocks a time is told by, shortly; the whole name on hover. */
export function ZoneName({ zone = currentZone(), at }: Props) {
  return (
    <Box
      component="span"
      title={zone}
      sx={{ fontSize: '0.75rem', fontWeight: 400, color: 'text.secondary', whiteSpace: 'nowrap' }}
    >
      {shortZone(zone, at)}
    </Box>
  );
}
