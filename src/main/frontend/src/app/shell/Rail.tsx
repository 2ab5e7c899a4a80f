import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { Bookmark, SquareArrowOutUpRight, Users } from 'lucide-react';
import { Link, useLocation } from 'react-router';

import { useDecisions } from '@/shared/api/decisionsApi';
import type { Profile } from '@/shared/api/model';
import { isAgent, may } from '@/shared/api/profile';
import { addressOf, useSavedViewsQuery, useViewCounts, type SavedView, type ViewCount } from '@/shared/api/viewsApi';
import { formatCount } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn } from '@/shared/i18n/texts';
import type { RailEntry } from '@/shared/lib/feature';

import { features } from '../features';
import { texts } from './texts';

const GROUPS = ['work', 'view', 'practice', 'record', 'admin'] as const;

/** Whether an entry is where the reader is: its path, and its query where it has one. */
function isHere(entry: string, pathname: string, search: string) {
  const [path, query = ''] = entry.split('?');
  if (path !== pathname && !(path !== '/' && pathname.startsWith(`${path}/`))) {
    return false;
  }
  const wanted = new URLSearchParams(query);
  const shown = new URLSearchParams(search);
  return shown.has('saved') || wanted.has('saved')
    ? wanted.get('saved') === shown.get('saved')
    : wanted.get('view') === shown.get('view');
}

/** From one view of the queue to another: the practice stays. */
function ofSamePractice(to: string, pathname: string, search: string): string {
  const kind = new URLSearchParams(search).get('kind');
  const isView = to === '/queue' || to.startsWith('/queue?view=');
  return kind && isView && pathname === '/queue' ? `${to}${to.includes('?') ? '&' : '?'}kind=${kind}` : to;
}

function entryOf(view: SavedView): RailEntry {
  return {
    to: addressOf(view),
    counted: view.id,
    label: { ja: view.name, en: view.name },
    icon: view.team_id ? Users : Bookmark,
    group: 'view',
  };
}

/** How many tickets each view holds, of all types together; a saved one is of one type. */
export function countsOf(all: readonly ViewCount[]): Map<string | null | undefined, string> {
  const sums = new Map<string | null | undefined, { count: number; more: boolean }>();
  for (const { saved_view_id, view, count, is_lower_bound } of all) {
    const of = saved_view_id ?? view;
    const before = sums.get(of);
    sums.set(of, { count: (before?.count ?? 0) + count, more: (before?.more ?? false) || is_lower_bound === true });
  }
  return new Map([...sums].map(([of, { count, more }]) => [of, formatCount(count, more)]));
}

export function Rail({ me }: { me: Profile }) {
  const t = useTexts(texts);
  const { data: saved = [] } = useSavedViewsQuery(undefined, { skip: !isAgent(me) });
  const entries = [...features.flatMap(({ rail = [] }) => rail), ...saved.map(entryOf)].filter(
    ({ shownTo }) => shownTo?.(me) ?? true,
  );
  const counts = countsOf(useViewCounts() ?? []);
  const { data: decisions } = useDecisions({ skip: !isAgent(me) });
  if (decisions) {
    counts.set('decisions', formatCount(decisions.length));
  }
  const doors = [
    may(me, 'incident:read') && { href: '/camunda/app/tasklist/default/', label: t.tasklist },
    may(me, 'engine:read') && { href: '/camunda/app/cockpit/default/', label: t.cockpit },
  ].filter((door) => door !== false);
  return (
    <Box
      component="nav"
      aria-label={t.menu}
      sx={{ display: 'flex', flexDirection: 'column', minHeight: '100%', py: 1.5, px: 1 }}
    >
      <Box
        component={Link}
        to="/"
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 1,
          px: 1,
          mb: 1.5,
          color: 'text.primary',
          textDecoration: 'none',
        }}
      >
        <img src="/favicon.svg" width="24" height="24" alt="" />
        <Typography component="span" sx={{ fontWeight: 600, fontSize: '1rem' }}>
          Nagare
        </Typography>
      </Box>
      {GROUPS.map((group) => (
        <Group
          counts={counts}
          key={group}
          title={group === 'work' ? undefined : t.groups[group]}
          entries={entries.filter((entry) => entry.group === group)}
        />
      ))}
      <Box sx={{ mt: 'auto', pt: 2 }}>
        {doors.map(({ href, label }) => (
          <Box
            key={href}
            component="a"
            href={href}
            target="_blank"
            rel="noopener"
            sx={{
              display: 'flex',
              alignItems: 'center',
              gap: 1,
              px: 1,
              height: 30,
              borderRadius: 1,
              color: 'text.secondary',
              textDecoration: 'none',
              fontSize: '0.8125rem',
              '&:hover': { bgcolor: 'action.hover' },
            }}
          >
            <SquareArrowOutUpRight size={15} aria-hidden />
            {label}
          </Box>
        ))}
      </Box>
    </Box>
  );
}

interface GroupProps {
  title?: string;
  entries: RailEntry[];
  counts: ReadonlyMap<string | null | undefined, string>;
}

function Group({ title, entries, counts }: GroupProps) {
  const { language } = useLanguage();
  const { pathname, search } = useLocation();
  if (entries.length === 0) {
    return null;
  }
  return (
    <Box sx={{ mb: 1.5 }}>
      {title && (
        <Typography
          component="h2"
          variant="caption"
          sx={{ display: 'block', px: 1, mb: 0.25, color: 'text.secondary', fontWeight: 600 }}
        >
          {title}
        </Typography>
      )}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {entries.map(({ to, label, icon: Icon, counted }) => {
          const here = isHere(to, pathname, search);
          return (
            <li key={to}>
              <Box
                component={Link}
                to={ofSamePractice(to, pathname, search)}
                aria-current={here ? 'page' : undefined}
                sx={{
                  display: 'flex',
                  alignItems: 'center',
                  gap: 1,
                  px: 1,
                  height: 32,
                  borderRadius: 1,
                  textDecoration: 'none',
                  color: here ? 'primary.main' : 'text.primary',
                  bgcolor: here ? 'primary.light' : undefined,
                  fontWeight: here ? 600 : 400,
                  '&:hover': { bgcolor: here ? 'primary.light' : 'action.hover' },
                  '&:focus-visible': { outline: '2px solid', outlineColor: 'primary.main' },
                }}
              >
                <Icon size={16} aria-hidden />
                <Box
                  component="span"
                  sx={{ flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
                >
                  {labelIn(label, language)}
                </Box>
                {counted && counts.get(counted) !== '0' && (
                  <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.75rem', fontWeight: 400 }}>
                    {counts.get(counted)}
                  </Box>
                )}
              </Box>
            </li>
          );
        })}
      </Box>
    </Box>
  );
}
