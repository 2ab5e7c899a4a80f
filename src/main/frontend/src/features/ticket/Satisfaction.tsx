import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Rating from '@mui/material/Rating';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';

import type { KindPath } from '@/shared/api/model';
import { atField, problemOf, type ApiProblem } from '@/shared/api/problem';
import { useTexts } from '@/shared/i18n/LanguageProvider';
import { useDraft } from '@/shared/lib/useDraft';
import { ErrorAlert } from '@/shared/ui/ErrorAlert';
import { useNotice } from '@/shared/ui/Notice';

import { Section } from './SidePanel';
import { texts } from './texts';
import { useRateMutation, useSatisfactionQuery } from './ticketApi';

interface Props {
  kind: KindPath;
  number: string;
}

const LONGEST = 2000;

/** What the reporter of a closed ticket said of how it was handled; nothing where nobody asked. */
export function Satisfaction({ kind, number }: Props) {
  const t = useTexts(texts).satisfaction;
  const { data } = useSatisfactionQuery({ kind, id: number });
  if (!data?.asked_at) {
    return null;
  }
  return (
    <Section title={t.title}>
      {data.score ? (
        <Box sx={{ fontSize: '0.8125rem' }}>
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
            <Rating readOnly size="small" value={data.score} getLabelText={t.score} />
            {t.of(data.score)}
          </Box>
          {data.comment && <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', mt: 0.5 }}>{data.comment}</Box>}
        </Box>
      ) : (
        <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>{t.unanswered}</Box>
      )}
    </Section>
  );
}

/** Asks the reporter, once, as the link in his notice does. */
export function RateIt({ kind, number }: Props) {
  const t = useTexts(texts).satisfaction;
  const say = useNotice();
  const { data } = useSatisfactionQuery({ kind, id: number });
  const [rate, { isLoading }] = useRateMutation();
  const [score, setScore] = useState<number | null>(null);
  const [comment, setComment] = useDraft(`rating ${number}`);
  const [problem, setProblem] = useState<ApiProblem>();
  if (!data?.may_answer) {
    return null;
  }
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setProblem(undefined);
        rate({ kind, id: number, score: score ?? 0, comment: comment.trim() })
          .unwrap()
          .then(() => {
            setComment('');
            say(t.thanks);
          })
          .catch((error: unknown) => setProblem(problemOf(error)));
      }}
      sx={{ display: 'grid', gap: 1, p: 2, border: 1, borderColor: 'divider', borderRadius: 1 }}
    >
      <Typography variant="h3" component="h2" id="satisfaction">
        {t.question}
      </Typography>
      <ErrorAlert error={problem} fields={['comment']} />
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <Rating
          name="score"
          size="large"
          value={score}
          onChange={(_, value) => setScore(value)}
          getLabelText={t.score}
          emptyLabelText={t.none}
          aria-labelledby="satisfaction"
        />
        {score && t.word(score)}
      </Box>
      <TextField
        label={t.comment}
        multiline
        minRows={2}
        value={comment}
        onChange={(event) => setComment(event.target.value)}
        error={atField(problem, 'comment') !== undefined}
        helperText={atField(problem, 'comment')}
        slotProps={{ htmlInput: { maxLength: LONGEST } }}
      />
      <Box>
        <Button type="submit" variant="contained" disabled={score === null || isLoading}>
          {t.send}
        </Button>
      </Box>
    </Box>
  );
}
