/** What directly followed what, however the model leads there. */
export interface FlowMark {
  from: string;
  to: string;
  label: string;
  /** how often, beside the most frequent; from 0 to 1 */
  share: number;
}

export interface Shape {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * The way from one element to another bends to its own side, so that the way back is another one; in two halves, between
 * which its direction is marked.
 */
export function arc(from: Shape, to: Shape): { path: string; x: number; y: number } {
  const [x1, y1] = [from.x + from.width / 2, from.y + from.height / 2];
  const [x2, y2] = [to.x + to.width / 2, to.y + to.height / 2];
  if (from === to) {
    const y = from.y - 40;
    return {
      path: `M ${x1 - 20} ${from.y} Q ${x1 - 20} ${y} ${x1} ${y} Q ${x1 + 20} ${y} ${x1 + 20} ${from.y}`,
      x: x1,
      y,
    };
  }
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const bend = Math.min(90, length / 4);
  const [cx, cy] = [(x1 + x2) / 2 - ((y2 - y1) / length) * bend, (y1 + y2) / 2 + ((x2 - x1) / length) * bend];
  const [x, y] = [(x1 + 2 * cx + x2) / 4, (y1 + 2 * cy + y2) / 4];
  const [first, second] = [`${(x1 + cx) / 2} ${(y1 + cy) / 2}`, `${(cx + x2) / 2} ${(cy + y2) / 2}`];
  return { path: `M ${x1} ${y1} Q ${first} ${x} ${y} Q ${second} ${x2} ${y2}`, x, y };
}
