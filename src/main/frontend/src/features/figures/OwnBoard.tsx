import { usePriorities } from '@/shared/api/wordsApi';
import { labelIn } from '@/shared/i18n/texts';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';

import { useFigureEntriesQuery, type DashboardCard } from './dashboardsApi';
import type { Narrowed } from './figuresApi';
import { Bars, Card, Cards, Grid, Lines, type Board } from './parts';
import { texts } from './texts';

const TIMES = ['day', 'week', 'month'];

/** A dashboard that somebody put together: numbers above, charts below, each in its order. */
export function OwnBoard({ cards, ...board }: Board & { cards: readonly DashboardCard[] }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { data: entries = [] } = useFigureEntriesQuery();
  const { say } = usePriorities();
  const titled = cards.map((card, at) => {
    const title = labelIn(entries.find(({ name }) => name === card.figure)?.title, language);
    const words = [
      card.kind && t.own.kinds[card.kind as keyof typeof t.own.kinds],
      card.priority && say(card.priority, language),
    ].filter(Boolean);
    const by = card.by && t.own.by[card.by as keyof typeof t.own.by];
    return {
      key: `${at} ${card.figure}`,
      card,
      title: t.own.heading(title, by ?? '', words.join(t.own.comma)),
      more: moreOf(card),
    };
  });
  const { narrowed, onOpen } = board;
  return (
    <>
      <Cards>
        {titled
          .filter(({ card }) => !card.by)
          .map(({ key, card, title, more }) => (
            <Card key={key} name={card.figure} {...{ title, more, narrowed, onOpen }} />
          ))}
      </Cards>
      <Grid>
        {titled.map(({ key, card: { figure, by }, title, more }) =>
          !by ? null : TIMES.includes(by) ? (
            <Lines key={key} figures={[figure]} by={by as Board['by']} {...{ title, more, narrowed, onOpen }} />
          ) : (
            <Bars key={key} name={figure} by={by} {...{ title, more, narrowed, onOpen }} />
          ),
        )}
      </Grid>
    </>
  );
}

function moreOf({ kind, priority, team_id, category_id }: DashboardCard): Narrowed {
  return {
    ...(kind && { kind }),
    ...(priority && { priority }),
    ...(team_id && { team_id }),
    ...(category_id && { category_id }),
  };
}
