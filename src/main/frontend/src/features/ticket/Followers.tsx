import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { X } from 'lucide-react';
import { useState } from 'react';

import type { KindPath } from '@/shared/api/model';
import { useMe } from '@/shared/api/profile';
import { atField, problemOf, type ApiProblem } from '@/shared/api/problem';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { focusAfterRow } from '@/shared/lib/focusAfter';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { Person, personName } from '@/shared/ui/Person';
import { UserPicker } from '@/shared/ui/UserPicker';
import { useUndo } from '@/shared/ui/useUndo';

import { Section } from './SidePanel';
import { texts } from './texts';
import { useFollowersQuery, useFollowMutation, useUnfollowMutation } from './ticketApi';

interface Props {
  kind: KindPath;
  number: string;
  /** agents let colleagues follow, and take them away */
  canEdit: boolean;
}

/** Who hears of the ticket because they want to. */
export function Followers({ kind, number, canEdit }: Props) {
  const t = useTexts(texts).followers;
  const { language } = useLanguage();
  const me = useMe();
  const { data: followers = [], isSuccess } = useFollowersQuery({ kind, id: number });
  const [follow, { isLoading: adding }] = useFollowMutation();
  const [unfollow, { isLoading: removing }] = useUnfollowMutation();
  const [problem, setProblem] = useState<ApiProblem>();
  const offer = useUndo();
  const following = followers.some(({ user }) => user.id === me.id);
  function told(done: Promise<unknown>) {
    setProblem(undefined);
    done.catch((error: unknown) => setProblem(problemOf(error)));
  }
  return (
    <Section
      title={followers.length ? t.count(followers.length) : t.title}
      action={
        isSuccess && (
          <Button
            disabled={adding || removing}
            onClick={() =>
              told(
                following
                  ? unfollow({ kind, id: number, user: me.id }).unwrap()
                  : follow({ kind, id: number }).unwrap(),
              )
            }
            sx={{ minHeight: 26, py: 0 }}
          >
            {following ? t.unfollow : t.follow}
          </Button>
        )
      }
    >
      <ErrorAlert error={problem} fields={canEdit ? ['user_id'] : []} />
      {isSuccess && followers.length === 0 && (
        <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>{t.none}</Box>
      )}
      <Box component="ul" aria-label={t.title} sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {followers.map(({ user }) => (
          <Box
            component="li"
            key={user.id}
            sx={{ display: 'flex', alignItems: 'center', gap: 1, minHeight: 28, fontSize: '0.8125rem' }}
          >
            <Box sx={{ flex: 1, minWidth: 0 }}>
              <Person person={user} size={20} withName />
            </Box>
            {canEdit && user.id !== me.id && (
              <IconButton
                size="small"
                aria-label={t.remove(personName(user, language))}
                onClick={(event) => {
                  focusAfterRow(event);
                  told(
                    unfollow({ kind, id: number, user: user.id })
                      .unwrap()
                      .then(() =>
                        offer(t.removed(personName(user, language)), () =>
                          follow({ kind, id: number, user: user.id }).unwrap(),
                        ),
                      ),
                  );
                }}
              >
                <X size={14} aria-hidden />
              </IconButton>
            )}
          </Box>
        ))}
      </Box>
      {canEdit && (
        <Box sx={{ mt: 1 }}>
          <UserPicker
            // empty again once somebody was added
            key={followers.length}
            label={t.add}
            value={null}
            error={atField(problem, 'user_id')}
            onChange={(user) => user && told(follow({ kind, id: number, user: user.id }).unwrap())}
          />
        </Box>
      )}
    </Section>
  );
}
