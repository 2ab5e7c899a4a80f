import Box from '@mui/material/Box';

import { useTexts } from '@/shared/i18n/LanguageProvider';

import type { Cause } from './causesApi';
import { bonesOf, shortened } from './bones';
import { texts } from './texts';

interface Props {
  causes: readonly Cause[];
  kinds: readonly string[];
  title: string;
}

const LINE = 20;

/** The causes as Ishikawa drew them: kinds as bones, the problem as the head. */
export function Fishbone({ causes, kinds, title }: Props) {
  const t = useTexts(texts);
  const bones = bonesOf(causes, kinds);
  const names = t.kinds as Record<string, string>;
  const longest = (up: boolean) =>
    Math.max(1, ...bones.filter((bone) => bone.up === up).map(({ causes: c }) => c.length));
  const above = bones.some(({ up }) => up) ? longest(true) * LINE + 56 : 20;
  const under = bones.some(({ up }) => !up) ? longest(false) * LINE + 56 : 20;
  const spine = above;
  const head = Math.max(390, ...bones.map(({ x }) => x + 90));
  const width = head + 200;
  const height = above + under;
  return (
    <Box sx={{ overflowX: 'auto', my: 1 }} role="region" aria-label={t.fishbone} tabIndex={0}>
      <Box
        component="svg"
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={t.fishbone}
        sx={{ width: '100%', minWidth: Math.min(width, 640), maxWidth: width, height: 'auto', display: 'block' }}
      >
        <Box component="g" sx={{ stroke: 'text.secondary', color: 'text.secondary' }} fill="none" stroke="currentColor">
          <line x1="10" y1={spine} x2={head} y2={spine} strokeWidth="2.5" />
          {bones.map((bone) => {
            const far = bone.up ? spine - (bone.causes.length * LINE + 30) : spine + (bone.causes.length * LINE + 30);
            const tilt = Math.abs(far - spine) / 2.4;
            return (
              <line key={bone.kind} x1={bone.x - tilt + 30} y1={far} x2={bone.x + 30} y2={spine} strokeWidth="1.5" />
            );
          })}
        </Box>
        {bones.map((bone) => {
          const reach = bone.causes.length * LINE + 30;
          const far = bone.up ? spine - reach : spine + reach;
          const tilt = reach / 2.4;
          return (
            <g key={bone.kind}>
              <Box
                component="text"
                x={bone.x - tilt + 30}
                y={bone.up ? far - 8 : far + 18}
                textAnchor="middle"
                sx={{ fill: 'var(--mui-palette-primary-main)', fontSize: 13, fontWeight: 600 }}
              >
                {names[bone.kind] ?? bone.kind}
              </Box>
              {bone.causes.map((cause, nth) => {
                const y = bone.up ? far + 20 + nth * LINE : far - 10 - nth * LINE;
                const at = bone.x + 30 - (Math.abs(spine - y) / reach) * tilt;
                return (
                  <Box
                    component="text"
                    key={cause.id}
                    x={at - 8 - (bone.up ? cause.depth * 10 : 0)}
                    y={y}
                    textAnchor="end"
                    sx={{
                      fill: cause.depth > 0 ? 'var(--mui-palette-text-secondary)' : 'var(--mui-palette-text-primary)',
                      fontSize: cause.depth > 0 ? 11 : 12,
                    }}
                  >
                    <title>{cause.statement}</title>
                    {`${cause.depth > 0 ? '› ' : ''}${shortened(cause.statement)}`}
                  </Box>
                );
              })}
            </g>
          );
        })}
        <Box
          component="rect"
          x={head}
          y={spine - 24}
          width="190"
          height="48"
          rx="6"
          sx={{ fill: 'var(--mui-palette-primary-light)', stroke: 'var(--mui-palette-primary-main)' }}
        />
        <Box
          component="text"
          x={head + 95}
          y={spine + 4}
          textAnchor="middle"
          sx={{ fill: 'var(--mui-palette-text-primary)', fontSize: 12, fontWeight: 600 }}
        >
          {shortened(title)}
        </Box>
      </Box>
    </Box>
  );
}
