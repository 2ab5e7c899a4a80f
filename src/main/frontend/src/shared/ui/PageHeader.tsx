import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

import { useTitle } from '@/shared/lib/useTitle';

/** The head of a page: its name, which is the window's too, and what can be done with the whole of it. */
export function PageHeader({ title, hint, actions }: { title: string; hint?: ReactNode; actions?: ReactNode }) {
  useTitle(title);
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, px: { xs: 2, md: 3 }, pt: 2, pb: 1 }}>
      <Typography
        variant="h1"
        sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', columnGap: 1.5, mr: 'auto' }}
      >
        {title}
        {hint && (
          <Typography component="span" variant="body2" sx={{ color: 'text.secondary', fontWeight: 400 }}>
            {hint}
          </Typography>
        )}
      </Typography>
      {actions}
    </Box>
  );
}
