/** Draws one line of a chat. Texts are set as text, never as HTML. */

const time = new Intl.DateTimeFormat('vi', {
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Asia/Ho_Chi_Minh',
});
const LINK = /https?:\/\/[^\s<>"”)]+/g;

/** @param on - What taps on the line do: `tap(button)`, `react()`, `edit()`, `unsend()`. */
export function drawLine(line, channel, on) {
  const item = document.getElementById('line-template').content.cloneNode(true).querySelector('li');
  item.dataset.line = line.id;
  item.classList.add(line.from, line.kind, line.state);
  item.querySelector('.bubble').append(...contentOf(line));
  item.querySelector('time').textContent = timeText(line);
  const kept = line.buttons.filter(({ style }) => style === 'button');
  item.querySelector('.buttons').append(...kept.map((button) => drawButton(button, on.tap)));
  wireActions(item, line, channel, on);
  return item;
}

export function drawButton(button, tap) {
  const { does, title } = button;
  if (does.kind === 'tap') {
    const element = document.createElement('button');
    element.type = 'button';
    element.textContent = title;
    element.addEventListener('click', () => tap(button));
    return element;
  }
  const link = document.createElement('a');
  link.textContent = does.kind === 'phone' ? `☎ ${title}` : `${title} ↗`;
  link.href = does.kind === 'phone' ? `tel:${does.phone}` : webAddress(does.url);
  link.target = '_blank';
  link.rel = 'noreferrer';
  return link;
}

function wireActions(item, line, channel, on) {
  const mayReact = line.from === 'bot' && line.messageId !== null;
  const isOwnText = channel === 'messenger' && line.from === 'person' && line.messageId !== null;
  const isChangeable = isOwnText && line.state !== 'unsent';
  for (const [name, allowed] of [
    ['react', mayReact],
    ['edit', isChangeable && line.kind === 'text'],
    ['unsend', isChangeable],
  ]) {
    const button = item.querySelector(`.${name}`);
    if (allowed) button.addEventListener('click', () => on[name]());
    else button.remove();
  }
}

function contentOf(line) {
  if (line.state === 'unsent') return ['Tin đã thu hồi'];
  if (line.kind === 'photos') return line.media.map(photo);
  if (line.kind === 'voice') return line.media.map(sound);
  if (line.kind === 'video' || line.kind === 'file')
    return line.media.map((address) => file(address, line.text));
  if (line.kind === 'location') return [`📍 ${line.text}`];
  return withLinks(line.text);
}

function photo(address) {
  const image = document.createElement('img');
  image.src = address;
  image.alt = 'Ảnh';
  image.addEventListener('error', () => image.replaceWith('🖼 Ảnh (máy chủ đã khởi động lại nên không còn)'));
  return image;
}

function sound(address) {
  const audio = document.createElement('audio');
  audio.controls = true;
  audio.preload = 'none';
  audio.src = address;
  return audio;
}

function file(address, name) {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.textContent = `📎 ${name}`;
  return link;
}

function withLinks(text) {
  const parts = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(LINK)) {
    const link = document.createElement('a');
    link.href = found;
    link.textContent = found;
    link.target = '_blank';
    link.rel = 'noreferrer';
    parts.push(text.slice(end, index), link);
    end = index + found.length;
  }
  parts.push(text.slice(end));
  return parts;
}

function webAddress(url) {
  return /^https?:/.test(url) ? url : '#';
}

function timeText({ from, state, atMs }) {
  const who = from === 'officer' ? 'Cán bộ · ' : '';
  return `${who}${time.format(atMs)}${state === 'edited' ? ' · đã sửa' : ''}`;
}
