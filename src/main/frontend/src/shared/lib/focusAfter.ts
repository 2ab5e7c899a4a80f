const FOCUSABLE =
  'a[href], button:not(:disabled), input:not(:disabled):not([type=hidden]), select, textarea, [tabindex="0"]';

/** Whether nothing has the focus: what had it is gone, or is not to be used for now. */
function isFocusLost(): boolean {
  const focused = document.activeElement;
  return !focused || focused === document.body || !focused.isConnected || focused.matches(':disabled');
}

/** Leads a focus that is lost to the first that can have it within something, else to that, else to the page. */
export function focusWithin(group: HTMLElement | null) {
  if (isFocusLost()) {
    (group?.querySelector<HTMLElement>(FOCUSABLE) ?? group ?? document.querySelector('main'))?.focus({
      preventScroll: true,
    });
  }
}

/** Milliseconds that something has to go away in. */
const PATIENCE = 5000;

/**
 * Leads the focus on once the thing that holds it is gone: to what took its place, else to what stands before it, else to
 * the first field or button behind all of its kind.
 */
export function focusAfter(gone: HTMLElement) {
  const group = gone.parentElement;
  const place = group ? [...group.children].indexOf(gone) : -1;
  const behind = [...document.querySelectorAll<HTMLElement>(FOCUSABLE)].find(
    (one) => group && group.compareDocumentPosition(one) === Node.DOCUMENT_POSITION_FOLLOWING,
  );
  const end = performance.now() + PATIENCE;
  const look = () => {
    if (gone.isConnected && performance.now() < end) {
      requestAnimationFrame(look);
      return;
    }
    if (!isFocusLost()) {
      return;
    }
    const near = group?.isConnected ? [group.children[place], group.children[place - 1]] : [];
    const next = near.map((one) => one?.querySelector<HTMLElement>(FOCUSABLE)).find(Boolean);
    (next ?? behind)?.focus();
  };
  requestAnimationFrame(look);
}

/** The same for the row, of a list or a table, that its button takes away. */
export function focusAfterRow({ currentTarget }: { currentTarget: Element }) {
  const row = currentTarget.closest<HTMLElement>('li, tr');
  if (row) {
    focusAfter(row);
  }
}
