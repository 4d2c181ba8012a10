import { fail, jump } from './api.js';

const WEEKDAYS = ['Chủ nhật', 'Thứ hai', 'Thứ ba', 'Thứ tư', 'Thứ năm', 'Thứ sáu', 'Thứ bảy'];

/** @param on - `add(channel)`, `code(code)`, `fault(error)`. */
export function wireControls(on) {
  const controls = document.getElementById('controls');
  const attempt = (work) => work.then(showState, on.fault);
  const show = (open) => document.body.classList.toggle('controls-open', open);

  document.getElementById('open-controls').addEventListener('click', () => show(true));
  document.getElementById('close-controls').addEventListener('click', () => show(false));
  controls.addEventListener('click', (event) => {
    const { add, jump: to, code } = event.target.closest('button')?.dataset ?? {};
    if (to) attempt(jump(to));
    if (add) on.add(add);
    if (code) on.code(code);
    if (add || code) show(false);
  });
  controls.addEventListener('change', (event) => {
    const channel = event.target.dataset.failure ?? event.target.dataset.once;
    if (!channel) return;
    const failure = controls.querySelector(`[data-failure="${channel}"]`).value;
    const once = controls.querySelector(`[data-once="${channel}"]`).checked;
    attempt(fail(channel, failure || null, once));
  });
  document.getElementById('find-team')?.addEventListener('input', (event) => {
    const wanted = event.target.value.trim().toLowerCase();
    for (const team of document.querySelectorAll('#teams li'))
      team.hidden = !team.dataset.find.includes(wanted);
  });
}

/** Time and failures as the server has them. */
export function showState({ clock, failures }) {
  const [year, month, day] = clock.date.split('-').map(Number);
  const weekday = WEEKDAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()];
  const date = `${day}/${month}/${year}`;
  document.getElementById('now').textContent = `${clock.time} · ${date}`;
  document.getElementById('now').classList.toggle('moved', clock.shiftMs !== 0);
  document.getElementById('now-long').textContent = `${clock.time}, ${weekday} ${date}`;
  document.getElementById('period').textContent = clock.period;
  for (const [channel, failing] of Object.entries(failures)) {
    const select = document.querySelector(`[data-failure="${channel}"]`);
    if (!select) continue;
    select.value = failing?.failure ?? '';
    if (failing) document.querySelector(`[data-once="${channel}"]`).checked = failing.once;
    select.closest('fieldset').classList.toggle('failing', failing !== null);
  }
}
