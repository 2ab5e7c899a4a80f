import Box from '@mui/material/Box';
import { useEffect, useRef, useState } from 'react';

import type { FlowMark } from './flowArc';

const NONE: readonly string[] = [];
const NO_FLOWS: readonly FlowMark[] = [];
const NOBODY: Readonly<Record<string, number>> = {};
const NOTHING: Readonly<Record<string, Change>> = {};

/** How an element differs from another version, with the sign that says so without a colour. */
export interface Change {
  how: 'added' | 'removed' | 'changed';
  sign: string;
}

/** On the white of a drawing, each with what is drawn on it. */
export const CHANGES = {
  added: { fill: '#e2f4e8', stroke: '#1c6b3c' },
  removed: { fill: '#fde7e5', stroke: '#b3261e' },
  changed: { fill: '#fdf0d5', stroke: '#8a4b00' },
} as const;

const CHANGE_STYLES = Object.entries(CHANGES).flatMap(([how, { fill, stroke }]) => [
  [
    `& .djs-shape.${how} > .djs-visual > :is(rect, circle, polygon):first-of-type`,
    { fill: `${fill} !important`, stroke: `${stroke} !important`, strokeWidth: '3px !important' },
  ],
  [`& .djs-connection.${how} > .djs-visual > path`, { stroke: `${stroke} !important`, strokeWidth: '3px !important' }],
  [`& .${how}-sign`, { bgcolor: stroke }],
]);

/** One hue from light to dark, which the colour-blind tell apart too; text stays readable on each. */
const HEAT = ['#fdf0d5', '#fbd38d', '#f6ad55', '#ed8936'].map((fill, degree) => [
  `& .heat-${degree + 1} .djs-visual > :is(rect, circle, polygon):first-of-type`,
  { fill: `${fill} !important` },
]);

/** The picture of a process, drawn from its model. */
export function ProcessPicture({
  xml,
  label,
  here = NONE,
  done = NONE,
  faulty = NONE,
  tickets = NOBODY,
  heat = NOBODY,
  flows = NO_FLOWS,
  changed = NOTHING,
  height = '60vh',
}: {
  xml: string;
  label: string;
  /** elements where the token is */
  here?: readonly string[];
  /** elements where it has been */
  done?: readonly string[];
  /** elements at which something went wrong */
  faulty?: readonly string[];
  /** how many tickets rest at which element */
  tickets?: Readonly<Record<string, number>>;
  /** how much of all the time passes at which element, from 0 to 1 */
  heat?: Readonly<Record<string, number>>;
  /** what directly followed what */
  flows?: readonly FlowMark[];
  /** how elements differ from another version */
  changed?: Readonly<Record<string, Change>>;
  height?: string | number;
}) {
  const canvas = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  const marks = JSON.stringify({ here, done, faulty, tickets, heat, flows, changed });
  useEffect(() => {
    let left = false;
    let viewer: { destroy: () => void } | undefined;
    void (async () => {
      try {
        const { draw } = await import('./drawProcess');
        if (!left && canvas.current) {
          viewer = await draw(canvas.current, xml, JSON.parse(marks) as Parameters<typeof draw>[2]);
          if (left) {
            viewer.destroy();
          }
        }
      } catch {
        setFailed(true);
      }
    })();
    return () => {
      left = true;
      viewer?.destroy();
    };
  }, [xml, marks]);
  return (
    <Box
      ref={canvas}
      role="group"
      aria-label={label}
      data-failed={failed || undefined}
      sx={{
        // the model's own colours are drawn on white, as in Modeler
        colorScheme: 'light',
        bgcolor: '#fff',
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        width: 1,
        height,
        '& .done .djs-visual > :is(rect, circle, polygon):first-of-type': {
          fill: '#e2f4e8 !important',
          stroke: '#1c6b3c !important',
        },
        '& .here .djs-visual > :is(rect, circle, polygon):first-of-type': {
          fill: '#d8efec !important',
          stroke: '#0f6b63 !important',
          strokeWidth: '4px !important',
        },
        ...(Object.fromEntries(HEAT) as Record<string, object>),
        '& .faulty .djs-visual > :is(rect, circle, polygon):first-of-type': {
          stroke: '#b3261e !important',
          strokeWidth: '4px !important',
        },
        ...(Object.fromEntries(CHANGE_STYLES) as Record<string, object>),
        '& .change': {
          color: '#fff',
          borderRadius: 10,
          width: 20,
          lineHeight: '20px',
          textAlign: 'center',
          fontSize: 14,
          fontWeight: 700,
        },
        '& .tickets': {
          bgcolor: '#0f6b63',
          color: '#fff',
          borderRadius: 10,
          px: 0.75,
          minWidth: 20,
          lineHeight: '20px',
          textAlign: 'center',
          whiteSpace: 'nowrap',
          fontSize: 12,
          fontWeight: 600,
        },
      }}
    />
  );
}
