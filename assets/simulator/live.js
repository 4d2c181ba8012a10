import { linesAfter } from './api.js';

/** When a stream cannot be had at all, the page asks so often. */
const POLL_MS = 1_500;

/**
 * Tells lines and states as they come. A broken stream is taken up again by the browser itself; a refused one is
 * replaced by asking.
 *
 * @param {{ line(line): void, state(state): void, connected(yes: boolean): void }} tell
 */
export function listen(tell) {
  const source = new EventSource('/simulator/api/events');
  source.addEventListener('open', () => tell.connected(true));
  source.addEventListener('line', (event) => tell.line(JSON.parse(event.data)));
  source.addEventListener('state', (event) => tell.state(JSON.parse(event.data)));
  source.addEventListener('error', () => {
    tell.connected(false);
    if (source.readyState === EventSource.CLOSED) poll(tell, { run: null, seq: 0 });
  });
}

async function poll(tell, seen) {
  let next = seen;
  try {
    const { state, entries } = await linesAfter(seen.seq);
    // Another run counts from the beginning.
    if (seen.run !== null && state.run !== seen.run) next = { run: state.run, seq: 0 };
    else {
      for (const { line } of entries) tell.line(line);
      next = { run: state.run, seq: entries.at(-1)?.seq ?? seen.seq };
    }
    tell.state(state);
    tell.connected(true);
  } catch {
    tell.connected(false);
  }
  setTimeout(() => poll(tell, next), POLL_MS);
}
