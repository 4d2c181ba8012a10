/** What an operator should change about a Redis server, as sentences; empty when it fits. */
export function adviceFor(info: string): string[] {
  const fields = fieldsOf(info);
  const advice: string[] = [];
  const policy = fields.get('maxmemory_policy');
  if (policy !== undefined && policy !== 'noeviction') {
    advice.push(
      `maxmemory-policy is ${policy}, so Redis may drop bells when its memory is full: set it to noeviction`,
    );
  }
  if (fields.get('aof_enabled') === '0') {
    advice.push('appendonly is off, so a restart of Redis forgets all bells: set appendonly yes');
  }
  if (fields.get('aof_last_write_status') === 'err') {
    advice.push('Redis cannot write its append-only file: look at its disk');
  }
  return advice;
}

/** The lines `name:value` of Redis' INFO. */
function fieldsOf(info: string): Map<string, string> {
  const pairs = info.split(/\r?\n/).flatMap((line) => {
    const colon = line.indexOf(':');
    return colon > 0 ? [[line.slice(0, colon), line.slice(colon + 1)] as const] : [];
  });
  return new Map(pairs);
}
