import Box from '@mui/material/Box';
import { Link } from 'react-router';

import type { Ci } from '@/shared/api/model';
import { useCiTypesQuery } from '@/shared/api/ticketApi';
import { useLanguage, useTexts } from '@/shared/i18n/LanguageProvider';
import { ciTypeName } from '@/shared/lib/ciTypes';

import { useImpactQuery, type Impacted } from './cmdbApi';
import { graphOf } from './graph';
import { texts } from './texts';

const WIDTH = 180;
const HEIGHT = 36;

/** As many each way as one can still look at. */
const MOST = 60;

function nearest(items: readonly Impacted[]): Impacted[] {
  return [...items].sort((a, b) => a.depth - b.depth).slice(0, MOST);
}

/** How an item hangs together with what is around it; each leads to its own page. */
export function CiGraph({ ci, asOf }: { ci: Ci; asOf?: string }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { data: types = [] } = useCiTypesQuery();
  const { currentData: up } = useImpactQuery({ id: ci.id, direction: 'up', asOf });
  const { currentData: down } = useImpactQuery({ id: ci.id, direction: 'down', asOf });
  if (!up || !down || up.length + down.length === 0) {
    return null;
  }
  const { nodes, edges, width, height } = graphOf(ci, nearest(up), nearest(down));
  const total = up.length + down.length;
  const place = new Map(nodes.map((node) => [node.id, node]));
  return (
    <Box
      role="region"
      aria-label={t.graph}
      tabIndex={0}
      sx={{ overflowX: 'auto', border: 1, borderColor: 'divider', borderRadius: 1, p: 1.5 }}
    >
      {nodes.length - 1 < total && (
        <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
          {t.graphPart(String(nodes.length - 1), String(total))}
        </Box>
      )}
      <Box sx={{ position: 'relative', width, height }}>
        <Box component="svg" width={width} height={height} aria-hidden sx={{ position: 'absolute', inset: 0 }}>
          {edges.map(({ from, to }) => {
            const a = place.get(from);
            const b = place.get(to);
            if (!a || !b) {
              return null;
            }
            const [x1, y1, x2, y2] = [a.x + WIDTH, a.y + HEIGHT / 2, b.x, b.y + HEIGHT / 2];
            const middle = (x1 + x2) / 2;
            return (
              <Box
                component="path"
                key={`${from} ${to}`}
                d={`M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`}
                fill="none"
                sx={{ stroke: 'var(--mui-palette-divider)', strokeWidth: 1.5 }}
              />
            );
          })}
        </Box>
        {nodes.map((node) => (
          <Box
            key={node.id}
            component={Link}
            to={`/cmdb/${node.id}`}
            title={node.name}
            aria-current={node.id === ci.id ? 'page' : undefined}
            sx={{
              position: 'absolute',
              left: node.x,
              top: node.y,
              width: WIDTH,
              height: HEIGHT,
              px: 1,
              display: 'grid',
              alignContent: 'center',
              borderRadius: 1,
              border: 1,
              borderColor: node.id === ci.id ? 'primary.main' : 'divider',
              bgcolor: node.id === ci.id ? 'primary.light' : 'background.paper',
              color: 'text.primary',
              textDecoration: 'none',
              lineHeight: 1.2,
              '&:hover': { borderColor: 'primary.main' },
              '& > *': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
            }}
          >
            <Box component="span" sx={{ fontSize: '0.8125rem', fontWeight: 500 }}>
              {node.name}
            </Box>
            <Box component="span" sx={{ fontSize: '0.6875rem', color: 'text.secondary' }}>
              {ciTypeName(types, node.ciClass, language)}
            </Box>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
