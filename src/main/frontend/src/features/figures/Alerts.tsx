import Box from '@mui/material/Box';

import { usePriorities } from '@/shared/api/wordsApi';
import { shown } from '@/shared/figures/show';
import { formatDateTime } from '@/shared/i18n/format';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { labelIn, type Language } from '@/shared/i18n/texts';
import { Block } from '@/shared/ui/Block';
import { Grid } from '@/shared/ui/Grid';
import { TicketLink } from '@/shared/ui/TicketLink';

import { useFigureAlertsQuery, type FigureAlert } from './figuresApi';
import { texts } from './texts';
import { usePolling, useTv } from './tv';

function useAlerts() {
  return useFigureAlertsQuery(undefined, usePolling(60_000)).data ?? [];
}

function valueOf({ value, unit }: FigureAlert, language: Language): string {
  // the API says what people say: percent and hours
  const raw = unit === 'share' ? value / 100 : unit === 'seconds' ? value * 3600 : value;
  return shown(raw, unit, language);
}

/** The figures that are beyond a threshold; nothing where there are none. */
export function Alerts() {
  const { say } = usePriorities();
  const t = useTexts(texts);
  const { language } = useLanguage();
  const tv = useTv();
  const alerts = useAlerts();
  return alerts.length === 0 ? null : (
    <Box sx={tv ? { zoom: 1.4 } : { mb: 3 }}>
      <Block title={t.alerts.title}>
        <Grid label={t.alerts.title} head={[t.own.figure, t.part, t.alerts.value, t.alerts.since, t.alerts.ticket]}>
          {alerts.map((alert) => (
            <tr key={alert.id}>
              <td>{labelIn(alert.title, language)}</td>
              <td>
                {alert.by === 'whole'
                  ? t.everything
                  : alert.by === 'priority'
                    ? say(alert.part, language)
                    : alert.label}
              </td>
              <td>{valueOf(alert, language)}</td>
              <td>{formatDateTime(alert.since, language)}</td>
              <td>{alert.ticket_number && <TicketLink number={alert.ticket_number} />}</td>
            </tr>
          ))}
        </Grid>
      </Block>
    </Box>
  );
}

/** Says beside a figure that it is beyond its threshold, as a whole or one of its parts. */
export function AlertMark({ figure }: { figure: string }) {
  const t = useTexts(texts);
  const alerts = useAlerts();
  return alerts.some((alert) => alert.figure === figure) ? (
    <Box component="span" sx={{ color: 'error.main', fontWeight: 600 }}>
      {' '}
      {t.alerts.mark}
    </Box>
  ) : null;
}
