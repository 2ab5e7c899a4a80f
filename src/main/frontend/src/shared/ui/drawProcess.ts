import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/diagram-js.css';

import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';

interface Marks {
  here?: readonly string[];
  done?: readonly string[];
  /** what went wrong there */
  faulty?: readonly string[];
  /** how many tickets rest there */
  tickets?: Readonly<Record<string, number>>;
  /** how much of all the time passes there, from 0 to 1 */
  heat?: Readonly<Record<string, number>>;
}

const DEGREES = [0.02, 0.1, 0.25, 0.5];

interface Canvas {
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
  { here = [], done = [], faulty = [], tickets = {}, heat = {} }: Marks,
) {
  const viewer = new NavigatedViewer({ container });
  await viewer.importXML(xml);
  const canvas = viewer.get<Canvas>('canvas');
  const elements = viewer.get<{ get: (id: string) => unknown }>('elementRegistry');
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
  for (const [element, count] of Object.entries(tickets)) {
    if (elements.get(element)) {
      const html = document.createElement('div');
      html.className = 'tickets';
      html.textContent = String(count);
      overlays.add(element, { position: { top: -12, left: -12 }, html });
    }
  }
  canvas.zoom('fit-viewport', 'auto');
  return viewer;
}
