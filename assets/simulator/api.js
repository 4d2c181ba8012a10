/** Calls the simulator's JSON addresses. */

export class CallError extends Error {
  /** @param {{ code: string, vi: string }} error */
  constructor({ code, vi }) {
    super(vi);
    this.code = code;
  }
}

const UNREACHABLE = { code: 'unreachable', vi: 'Không nối được tới máy chủ.' };

async function call(path, options) {
  const response = await fetch(`/simulator/api${path}`, options).catch(() => null);
  if (!response) throw new CallError(UNREACHABLE);
  const body = await response.json().catch(() => null);
  if (!response.ok) throw new CallError(body?.error ?? UNREACHABLE);
  return body;
}

const send = (method, path, body) =>
  call(path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

export const know = (person) => send('POST', '/people', person);
export const jump = (to) => send('POST', '/clock', { jump: to });
export const fail = (channel, failure, once) => send('PUT', '/failures', { channel, failure, once });
export const linesAfter = (seq) => call(`/lines?after=${seq}`);

/** Lets a person act; a server that has forgotten the person is told of them again. */
export async function act({ channel, id, name }, what) {
  const path = `/people/${channel}/${id}/acts`;
  try {
    return await send('POST', path, what);
  } catch (error) {
    if (error.code !== 'person-unknown') throw error;
    await know({ channel, id, name });
    return send('POST', path, what);
  }
}

/** @returns the id of the uploaded photo. */
export async function upload(file) {
  const { id } = await call('/photos', {
    method: 'POST',
    headers: { 'content-type': file.type },
    body: file,
  });
  return id;
}
