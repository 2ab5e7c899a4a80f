/** How long it waits before it comes again, and at most; each time twice as long. */
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;

interface Hearing {
  /** listens to what the line tells; called anew for each line */
  onLine: (source: EventSource) => void;
  /** something may have happened that no line told of */
  onGap: () => void;
  /** nobody is signed in any more, and the line stays closed */
  onSignedOut: () => void;
}

/**
 * Hears what happens until it is given up. A line that breaks is taken up by the browser, which tells the server what it
 * heard last. One that the browser gives up, as it does when a proxy answers for a server that restarts, is made anew
 * after a while: then nobody knows what was missed.
 * @returns gives it up
 */
export function keepLine(address: string, { onLine, onGap, onSignedOut }: Hearing): () => void {
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let isNew = true;
  const again = (atLeast: number) => {
    source.close();
    const wait = Math.min(Math.max(FIRST_WAIT_MS * 2 ** failures, atLeast), LONGEST_WAIT_MS);
    failures += 1;
    isNew = false;
    clearTimeout(timer);
    // not all at the same moment
    timer = setTimeout(open, wait * (0.75 + Math.random() / 2));
  };
  function open() {
    source = new EventSource(address);
    onLine(source);
    source.addEventListener('open', () => {
      failures = 0;
      if (!isNew) {
        isNew = true;
        onGap();
      }
    });
    source.addEventListener('error', () => {
      if (source.readyState === EventSource.CLOSED) {
        again(0);
      }
    });
    source.addEventListener('closed', ({ data }: MessageEvent<string>) => {
      switch (reasonIn(data)) {
        case 'signed_out':
          source.close();
          onSignedOut();
          break;
        case 'replaced':
          // the person has too many lines: each that comes at once takes the place of another
          again(LONGEST_WAIT_MS);
          break;
        default:
        // the server ends the line, and the browser takes it up again
      }
    });
  }
  open();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}

function reasonIn(event: string): unknown {
  return (JSON.parse(event) as { payload?: { reason?: unknown } }).payload?.reason;
}
