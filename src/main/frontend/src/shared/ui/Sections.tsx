import Box from '@mui/material/Box';
import { Suspense, type ComponentType } from 'react';
import { Link, Navigate, useParams } from 'react-router';

import { may, useMe } from '@/shared/api/profile';

import { PageHeader } from './PageHeader';
import { RowSkeletons } from './Skeletons';

interface Props<N extends string> {
  /** the address below which each section has its own */
  root: string;
  label: string;
  /** the sections, and what lets somebody see them */
  pages: readonly { name: N; permission: string }[];
  names: Record<N, string>;
  content: Record<N, ComponentType>;
}

/** Where there are more of them than fit beside each other. */
function intoView(link: HTMLElement | null) {
  link?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** Several lists under one roof; each reader sees the ones that he may. */
export function Sections<N extends string>({ root, label, pages, names, content }: Props<N>) {
  const me = useMe();
  const { page } = useParams();
  const mine = pages.filter(({ permission }) => may(me, permission));
  const here = mine.find(({ name }) => name === page) ?? mine[0];
  const isThere = pages.some(({ name }) => name === page);
  if (!here || (page && here.name !== page)) {
    return <Navigate to={page && !isThere ? '/not-found' : '/not-allowed'} replace />;
  }
  const Content: ComponentType = content[here.name];
  return (
    <>
      <PageHeader title={names[here.name]} />
      <Box
        component="nav"
        aria-label={label}
        sx={{
          px: { xs: 2, md: 3 },
          borderBottom: 1,
          borderColor: 'divider',
          display: 'flex',
          overflowX: 'auto',
          gap: 2,
        }}
      >
        {mine.map(({ name }) => (
          <Box
            key={name}
            ref={name === here.name ? intoView : undefined}
            component={Link}
            to={`${root}/${name}`}
            aria-current={name === here.name ? 'page' : undefined}
            sx={{
              py: 1,
              whiteSpace: 'nowrap',
              textDecoration: 'none',
              color: name === here.name ? 'primary.main' : 'text.secondary',
              borderBottom: 2,
              borderColor: name === here.name ? 'primary.main' : 'transparent',
              fontWeight: name === here.name ? 600 : 400,
            }}
          >
            {names[name]}
          </Box>
        ))}
      </Box>
      <Box sx={{ px: { xs: 2, md: 3 }, py: 2, pb: 6 }}>
        <Suspense fallback={<RowSkeletons />}>
          <Content key={here.name} />
        </Suspense>
      </Box>
    </>
  );
}
