import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useMemo, type ReactNode } from 'react';
import { useNavigate, useParams } from 'react-router';

import { useMe } from '@/shared/api/profile';
import { useTeamsQuery, type Team } from '@/shared/api/teamsApi';

import { ErrorAlert } from './ErrorAlert';
import { PageHeader } from './PageHeader';
import { RowSkeletons } from './Skeletons';

interface Props {
  title: string;
  /** what the choice of the team is called */
  label: string;
  /** the address before the team */
  path: string;
  children: (team: Team) => ReactNode;
}

/** A page about one team, which can be chosen: the address says which, else one of the reader's own. */
export function TeamPage({ title, label, path, children }: Props) {
  const me = useMe();
  const navigate = useNavigate();
  const { team: wanted } = useParams();
  const { data: all, error, refetch } = useTeamsQuery();
  const teams = useMemo(() => all?.filter((team) => team.is_active !== false), [all]);
  const own = teams?.find(({ id }) => me.teams.some((mine) => mine.id === id));
  const team = teams?.find(({ id }) => id === wanted) ?? own ?? teams?.[0];
  return (
    <>
      <PageHeader
        title={title}
        actions={
          team && (
            <TextField
              select
              fullWidth={false}
              label={label}
              value={team.id}
              onChange={(event) => void navigate(`${path}/${event.target.value}`)}
              sx={{ minWidth: 180 }}
            >
              {teams?.map(({ id, name }) => (
                <MenuItem key={id} value={id}>
                  {name}
                </MenuItem>
              ))}
            </TextField>
          )
        }
      />
      <Box sx={{ px: { xs: 2, md: 3 }, pb: 6 }}>
        <ErrorAlert error={error} onRetry={() => void refetch()} />
        {team ? children(team) : !error && <RowSkeletons />}
      </Box>
    </>
  );
}
