import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

/** What is shown here, and what to do next; as the only thing of a page, its heading too. */
export function EmptyState({
  title,
  hint,
  action,
  page = false,
}: {
  title: string;
  hint?: string;
  action?: ReactNode;
  page?: boolean;
}) {
  return (
    <Box
      sx={{ py: 6, px: 2, display: 'flex', flexDirection: 'column', alignItems: 'center', gap: 1, textAlign: 'center' }}
    >
      <svg
        width="56"
        height="28"
        viewBox="0 0 56 28"
        aria-hidden="true"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        opacity=".35"
      >
        <path d="M2 8c8-7 18-7 26 0s18 7 26 0M2 20c8-7 18-7 26 0s18 7 26 0" />
      </svg>
      <Typography component={page ? 'h1' : 'p'} sx={{ fontWeight: 500 }}>
        {title}
      </Typography>
      {hint && (
        <Typography variant="body2" sx={{ color: 'text.secondary', maxWidth: 420 }}>
          {hint}
        </Typography>
      )}
      {action}
    </Box>
  );
}
