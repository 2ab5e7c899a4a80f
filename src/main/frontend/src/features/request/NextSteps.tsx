import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';

import type { RequestPreview } from '@/shared/api/model';
import { problemOf, type ApiProblem } from '@/shared/api/problem';
import { usePreviewRequestMutation } from '@/shared/api/requestsApi';
import { formatBusinessTime, formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { word } from '@/shared/i18n/words';
import { Block } from '@/shared/ui/Block';
import { texts as shared } from '@/shared/ui/texts';

import { texts } from './texts';

const UNAVAILABLE = 503;

interface Props {
  /** as the request would be sent */
  fields: Record<string, unknown>;
  /** whether the reader writes down what somebody else asks for */
  forOther: boolean;
  /** whether the form is filled in */
  onAsk: () => boolean;
  onRefused: (problem: ApiProblem) => void;
}

/** Who decides and who works on a request, and until when, before it is sent. What was shown goes when the form changes. */
export function NextSteps({ fields, forOther, onAsk, onRefused }: Props) {
  const t = useTexts(texts);
  const [ask, { isLoading }] = usePreviewRequestMutation();
  const [found, setFound] = useState<{ of: string; preview: RequestPreview | null }>();
  const now = JSON.stringify(fields);
  const here = found?.of === now ? found : undefined;

  async function show() {
    if (!onAsk()) {
      return;
    }
    try {
      setFound({ of: now, preview: await ask(fields).unwrap() });
    } catch (error) {
      const problem = problemOf(error);
      if (problem.status === UNAVAILABLE) {
        setFound({ of: now, preview: null });
      } else {
        onRefused(problem);
      }
    }
  }

  if (!here?.preview) {
    return (
      <>
        {here && <Box role="status">{t.nextUnknown}</Box>}
        <Button
          variant="outlined"
          color="inherit"
          size="medium"
          disabled={isLoading}
          onClick={() => void show()}
          sx={{ justifySelf: { xs: 'stretch', sm: 'start' } }}
        >
          {t.showNext}
        </Button>
      </>
    );
  }
  return (
    <Box role="status" sx={{ border: 1, borderColor: 'divider', borderRadius: 1, px: 2, py: 1.5 }}>
      <Block title={t.next}>
        <Steps preview={here.preview} forOther={forOther} />
      </Block>
    </Box>
  );
}

function Steps({ preview, forOther }: { preview: RequestPreview; forOther: boolean }) {
  const t = useTexts(texts);
  const clocks = useTexts(shared).clock;
  const { language } = useLanguage();
  const stages = [...new Set(preview.steps.map(({ stage }) => stage))];
  const decided = preview.steps.some(({ kind }) => kind === 'decision');

  function who(people: RequestPreview['steps'][number]['who']) {
    const names = people.map(({ type, name }) => {
      switch (type) {
        case 'person':
          return name ?? '';
        case 'team':
          return t.team(name ?? '');
        case 'role':
          return word('role', name, language);
        case 'reporter':
          return forOther ? t.requester : t.you;
        default:
          return t.serviceDesk;
      }
    });
    return names.length > 0 ? names.join(t.or) : t.nobody;
  }

  return (
    <>
      <Box component="ol" sx={{ m: 0, pl: 2.5, display: 'grid', gap: 1 }}>
        {stages.map((stage) => (
          <li key={stage}>
            {preview.steps
              .filter((step) => step.stage === stage)
              .map((step, at) => (
                <Box key={at} sx={{ overflowWrap: 'anywhere', mt: at > 0 ? 0.5 : 0 }}>
                  <Box sx={{ fontWeight: 500 }}>{step.name ?? word('status', step.status, language)}</Box>
                  <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
                    {step.kind === 'wait'
                      ? step.until && t.until(formatDateTime(step.until, language))
                      : step.kind === 'decision'
                        ? t.decides(who(step.who))
                        : t.works(who(step.who))}
                  </Box>
                </Box>
              ))}
          </li>
        ))}
      </Box>
      <Box sx={{ mt: 1, color: 'text.secondary', fontSize: '0.8125rem' }}>
        {preview.targets.map(({ kind, due_at: due, target_seconds: seconds }) => (
          <div key={kind}>
            {t.target(
              clocks[kind],
              due ? formatDateTime(due, language) : t.businessTime(formatBusinessTime(seconds ?? 0, language)),
            )}
          </div>
        ))}
        {decided && <div>{t.ifAgreed}</div>}
        {!preview.complete && <div>{t.dependsOn}</div>}
      </Box>
    </>
  );
}
