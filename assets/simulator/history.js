/** What each phone has shown, for as long as this tab is open: the server's own memory ends when it restarts. */

const KEY = 'loa-simulator-lines:';
const MAX_LINES = 200;

export function storedLines(personKey) {
  try {
    return JSON.parse(sessionStorage.getItem(KEY + personKey) ?? '[]');
  } catch {
    return [];
  }
}

export function storeLines(personKey, lines) {
  try {
    sessionStorage.setItem(KEY + personKey, JSON.stringify([...lines].slice(-MAX_LINES)));
  } catch {
    // A full or forbidden storage only means that a reload forgets.
  }
}

export function forgetLines(personKey) {
  sessionStorage.removeItem(KEY + personKey);
}
