import { act, upload } from './api.js';
import { storedLines, storeLines } from './history.js';
import { drawButton, drawLine } from './line-view.js';
import { CHANNEL_NAMES, keyOf } from './people.js';

/**
 * One person's phone.
 *
 * @param on - `restart()` for a new person in its place, `remove()`, `fault(error)`.
 */
export function createPhone(person, on) {
  const element = document.getElementById('phone-template').content.cloneNode(true).querySelector('.phone');
  const find = (selector) => element.querySelector(selector);
  const lines = new Map(storedLines(keyOf(person)).map((line) => [line.id, line]));
  const list = find('.lines');
  const text = find('textarea');
  let editing = null;

  element.classList.add(person.channel);
  element.dataset.person = keyOf(person);
  element.id = `phone-${keyOf(person)}`;
  find('.badge').textContent = CHANNEL_NAMES[person.channel];
  find('h2').textContent = person.name;
  for (const other of element.querySelectorAll('[data-only]')) {
    if (other.dataset.only !== person.channel) other.remove();
  }

  async function does(what) {
    try {
      await act(person, what);
    } catch (error) {
      on.fault(error);
    }
  }

  const tap = ({ title, style, does: { payload } }) => does({ act: 'tap', title, style, payload });

  function draw(line) {
    const drawn = drawLine(line, person.channel, {
      tap,
      react: () => does({ act: 'react', messageId: line.messageId }),
      edit: () => beginEdit(line),
      unsend: () => does({ act: 'unsend', messageId: line.messageId }),
    });
    const old = list.querySelector(`[data-line="${CSS.escape(line.id)}"]`);
    if (old) old.replaceWith(drawn);
    else list.append(drawn);
  }

  /** As on the platform: only under the newest message. */
  function drawQuickReplies() {
    const said = [...lines.values()].filter(({ kind }) => kind !== 'note' && kind !== 'reaction');
    const quick = said.at(-1)?.buttons.filter(({ style }) => style === 'quick-reply') ?? [];
    find('.quick-replies').replaceChildren(...quick.map((button) => drawButton(button, tap)));
    element.classList.toggle('empty', lines.size === 0);
  }

  function toEnd() {
    list.scrollTop = list.scrollHeight;
  }

  function beginEdit(line) {
    editing = line;
    text.value = line.text;
    find('.composer').classList.add('editing');
    text.focus();
  }

  function endEdit() {
    editing = null;
    find('.composer').classList.remove('editing');
  }

  function closeMenu() {
    find('.menu').hidden = true;
    find('.more').setAttribute('aria-expanded', 'false');
  }

  function submit() {
    const written = text.value.trim();
    if (written === '') return;
    text.value = '';
    text.style.height = '';
    if (editing) does({ act: 'edit', messageId: editing.messageId, text: written });
    else does({ act: 'text', text: written });
    endEdit();
  }

  find('.composer').addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  text.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') endEdit();
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });
  find('.more').addEventListener('click', () => {
    const menu = find('.menu');
    menu.hidden = !menu.hidden;
    find('.more').setAttribute('aria-expanded', String(!menu.hidden));
    toEnd();
  });
  find('.menu').addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (!button) return;
    if (button.dataset.act) does({ act: button.dataset.act });
    if (button.dataset.photos) does({ act: 'photos', media: button.dataset.photos.split(' ') });
    if (button.classList.contains('officer'))
      does({ act: 'officer', text: text.value.trim() || 'Chào chị, tôi là cán bộ Hội đây ạ.' });
    closeMenu();
  });
  find('.files').addEventListener('change', async (event) => {
    const files = [...event.target.files];
    event.target.value = '';
    closeMenu();
    try {
      const media = await Promise.all(files.map(upload));
      if (media.length > 0) await does({ act: 'photos', media });
    } catch (error) {
      on.fault(error);
    }
  });
  find('.restart').addEventListener('click', () => on.restart());
  find('.remove').addEventListener('click', () => on.remove());

  for (const line of lines.values()) draw(line);
  drawQuickReplies();

  return {
    element,
    person,
    toEnd,
    say: (words) => does({ act: 'text', text: words }),
    show(line) {
      lines.set(line.id, line);
      draw(line);
      drawQuickReplies();
      storeLines(keyOf(person), lines.values());
      toEnd();
    },
  };
}
