import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/diagram-js.css';

import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';

interface Marks {
  here: readonly string[];
  done: readonly string[];
}

interface Canvas {
  zoom: (to: string | number) => void;
  addMarker: (element: string, marker: string) => void;
}

/** Draws a process with marks where it has been and where it is. */
export async function draw(container: HTMLElement, xml: string, { here, done }: Marks) {
  const viewer = new NavigatedViewer({ container });
  await viewer.importXML(xml);
  const canvas = viewer.get<Canvas>('canvas');
  const elements = viewer.get<{ get: (id: string) => unknown }>('elementRegistry');
  for (const element of new Set(done)) {
    if (elements.get(element) && !here.includes(element)) {
      canvas.addMarker(element, 'done');
    }
  }
  for (const element of here) {
    if (elements.get(element)) {
      canvas.addMarker(element, 'here');
    }
  }
  canvas.zoom('fit-viewport');
  return viewer;
}
