import Box from '@mui/material/Box';
import { Suspense, type ComponentType } from 'react';
import { Link, Navigate, useParams } from 'react-router';

import { may, useMe } from '@/shared/api/profile';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { PageHeader } from '@/shared/ui/PageHeader';
import { RowSkeletons } from '@/shared/ui/Skeletons';

import { AccessPage } from './AccessPage';
import { AuditPage } from './AuditPage';
import { CalendarsPage } from './CalendarsPage';
import { PAGES, type PageName } from './pages';
import { RecurringPage } from './RecurringPage';
import { Absences, Boards, Categories, Clients, Freezes, Teams, Users } from './records';
import { texts } from './texts';

const CONTENT: Record<PageName, ComponentType> = {
  users: Users,
  teams: Teams,
  categories: Categories,
  boards: Boards,
  freezes: Freezes,
  recurring: RecurringPage,
  calendars: CalendarsPage,
  absences: Absences,
  access: AccessPage,
  clients: Clients,
  audit: AuditPage,
};

/** One list and one form for each thing that an administrator looks after. */
export function AdminPage() {
  const t = useTexts(texts);
  const me = useMe();
  const { page } = useParams();
  const mine = PAGES.filter(({ permission }) => may(me, permission));
  const here = mine.find(({ name }) => name === page) ?? mine[0];
  if (!here) {
    return <Navigate to="/not-allowed" replace />;
  }
  const Content = CONTENT[here.name];
  return (
    <>
      <PageHeader title={t.pages[here.name]} />
      <Box
        component="nav"
        aria-label={t.title}
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
            component={Link}
            to={`/admin/${name}`}
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
            {t.pages[name]}
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
