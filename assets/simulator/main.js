import { CallError, know } from './api.js';
import { showState, wireControls } from './controls.js';
import { forgetLines } from './history.js';
import { listen } from './live.js';
import { CHANNEL_NAMES, keyOf, newPerson, storedPeople, storePeople } from './people.js';
import { createPhone } from './phone.js';

const channels = document.body.dataset.channels.split(' ').filter(Boolean);
const row = document.getElementById('phones');
const tabs = document.getElementById('tabs');
const phones = new Map();
let chosen = null;

const people = () => [...phones.values()].map(({ person }) => person);

function choose(key) {
  chosen = phones.has(key) ? key : ([...phones.keys()][0] ?? null);
  for (const [other, phone] of phones) phone.element.classList.toggle('chosen', other === chosen);
  for (const tab of tabs.children) tab.setAttribute('aria-current', String(tab.dataset.person === chosen));
  phones.get(chosen)?.toEnd();
}

function drawTabs() {
  tabs.replaceChildren(
    ...people().map((person) => {
      const tab = document.createElement('button');
      tab.type = 'button';
      tab.dataset.person = keyOf(person);
      tab.className = person.channel;
      tab.textContent = `${CHANNEL_NAMES[person.channel]} ${person.number}`;
      tab.addEventListener('click', () => choose(keyOf(person)));
      return tab;
    }),
  );
}

function changed(key) {
  storePeople(people());
  drawTabs();
  choose(key);
}

function open(person, before = null) {
  const key = keyOf(person);
  const phone = createPhone(person, {
    restart: () => replace(key),
    remove: () => remove(key),
    fault,
  });
  phone.element.addEventListener('focusin', () => chosen !== key && choose(key));
  phones.set(key, phone);
  if (before) before.replaceWith(phone.element);
  else row.append(phone.element);
  introduce(phone);
}

/** Makes the person known to the server and shows what it remembers of them. */
async function introduce({ person, show }) {
  try {
    const { lines } = await know(person);
    for (const line of lines) show(line);
  } catch (error) {
    fault(error);
  }
}

function add(channel) {
  const person = newPerson(channel, people());
  open(person);
  changed(keyOf(person));
}

function replace(key) {
  const { person, element } = phones.get(key);
  const fresh = newPerson(person.channel, people());
  forgetLines(key);
  phones.delete(key);
  open(fresh, element);
  changed(keyOf(fresh));
}

function remove(key) {
  phones.get(key).element.remove();
  forgetLines(key);
  phones.delete(key);
  changed(null);
}

let faultTimer = 0;
function fault(error) {
  if (!(error instanceof CallError)) throw error;
  const place = document.getElementById('broken');
  place.textContent = error.message;
  place.hidden = false;
  clearTimeout(faultTimer);
  faultTimer = setTimeout(() => connected(true), 6_000);
}

function connected(yes) {
  const place = document.getElementById('broken');
  place.hidden = yes;
  if (!yes) place.textContent = 'Mất kết nối với máy chủ. Trang sẽ tự nối lại.';
}

/** Lines about a platform are for everyone on it. */
function receivers({ person }) {
  const [channel, id] = person.split(':');
  if (id !== '*') return [phones.get(person)].filter(Boolean);
  return [...phones.values()].filter((phone) => phone.person.channel === channel);
}

let run = null;
function toldState(state) {
  // A server that has just started has to meet everyone again.
  if (run !== null && run !== state.run) for (const phone of phones.values()) introduce(phone);
  run = state.run;
  showState(state);
}

wireControls({ add, code: (code) => phones.get(chosen)?.say(code), fault });
const known = storedPeople(channels);
const beginners = known.length > 0 ? known : channels.map((channel) => newPerson(channel, []));
for (const person of beginners) open(person);
changed(null);
listen({
  line: (line) => {
    for (const phone of receivers(line)) phone.show(line);
  },
  state: toldState,
  connected,
});
