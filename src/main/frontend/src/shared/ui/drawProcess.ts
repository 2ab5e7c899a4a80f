import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/diagram-js.css';

import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';

import { arc, type FlowMark, type Shape } from './flowArc';

interface Marks {
  here?: readonly string[];
  done?: readonly string[];
  /** what went wrong there */
  faulty?: readonly string[];
  /** how many tickets rest there */
  tickets?: Readonly<Record<string, number>>;
  /** how much of all the time passes there, from 0 to 1 */
  heat?: Readonly<Record<string, number>>;
  flows?: readonly FlowMark[];
  /** how an element differs from another version, with the sign that says so without a colour */
  changed?: Readonly<Record<string, { how: 'added' | 'removed' | 'changed'; sign: string }>>;
}

const DEGREES = [0.02, 0.1, 0.25, 0.5];

interface Canvas {
  getLayer: (name: string, index: number) => SVGElement;
  zoom: (to: string | number, center?: 'auto') => void;
  addMarker: (element: string, marker: string) => void;
}
interface Overlays {
  add: (element: string, overlay: { position: { top: number; left: number }; html: HTMLElement }) => void;
}

/** Draws a process with marks where it has been, where it is, and where how many rest. */
export async function draw(
  container: HTMLElement,
  xml: string,
  { here = [], done = [], faulty = [], tickets = {}, heat = {}, flows = [], changed = {} }: Marks,
) {
  const viewer = new NavigatedViewer({ container });
  await viewer.importXML(xml);
  const canvas = viewer.get<Canvas>('canvas');
  const elements = viewer.get<{ get: (id: string) => Shape | undefined }>('elementRegistry');
  const mark = (marked: readonly string[], marker: string) => {
    for (const element of new Set(marked)) {
      if (elements.get(element)) {
        canvas.addMarker(element, marker);
      }
    }
  };
  mark(
    done.filter((element) => !here.includes(element)),
    'done',
  );
  mark(here, 'here');
  mark(faulty, 'faulty');
  DEGREES.forEach((least, degree) =>
    mark(
      Object.keys(heat).filter(
        (element) => (heat[element] ?? 0) >= least && !((heat[element] ?? 0) >= (DEGREES[degree + 1] ?? 2)),
      ),
      `heat-${degree + 1}`,
    ),
  );
  const overlays = viewer.get<Overlays>('overlays');
  for (const [element, { how, sign }] of Object.entries(changed)) {
    if (elements.get(element)) {
      canvas.addMarker(element, how);
      const html = document.createElement('div');
      html.className = `change ${how}-sign`;
      html.textContent = sign;
      overlays.add(element, { position: { top: -10, left: -10 }, html });
    }
  }
  for (const [element, count] of Object.entries(tickets)) {
    if (elements.get(element)) {
      const html = document.createElement('div');
      html.className = 'tickets';
      html.textContent = String(count);
      overlays.add(element, { position: { top: -12, left: -12 }, html });
    }
  }
  if (flows.length > 0) {
    drawFlows(canvas.getLayer('flows', 1), flows, (id) => elements.get(id));
  }
  canvas.zoom('fit-viewport', 'auto');
  return viewer;
}

function svg(name: string, attributes: Record<string, string | number>): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, String(value)));
  return element;
}

function drawFlows(layer: SVGElement, flows: readonly FlowMark[], shape: (id: string) => Shape | undefined) {
  const tips = svg('marker', {
    id: 'flow-tip',
    viewBox: '0 0 10 10',
    refX: 5,
    refY: 5,
    markerWidth: 4,
    markerHeight: 4,
    orient: 'auto',
  });
  tips.append(svg('path', { d: 'M 0 0 L 10 5 L 0 10 z', fill: '#5b3f9b' }));
  layer.append(tips);
  for (const { from, to, label, share } of flows) {
    const [one, other] = [shape(from), shape(to)];
    if (one && other) {
      const { path, x, y } = arc(one, other);
      layer.append(
        svg('path', {
          d: path,
          fill: 'none',
          stroke: '#5b3f9b',
          'stroke-opacity': 0.55,
          'stroke-width': 1.5 + 6 * share,
          'marker-mid': 'url(#flow-tip)',
        }),
      );
      const text = svg('text', {
        x,
        y: y - 8,
        'text-anchor': 'middle',
        'font-size': 12,
        'font-weight': 600,
        fill: '#3b2a66',
        stroke: '#fff',
        'stroke-width': 4,
        'paint-order': 'stroke',
      });
      text.textContent = label;
      layer.append(text);
    }
  }
}
