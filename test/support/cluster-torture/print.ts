import { WHAT_IT_PROVES } from '../mongo/start-server.ts';
import type { ClusterTortureReport } from './run.ts';
import type { Wait } from './storm.ts';

/** The figures, one line each. */
export function printClusterReport(report: ClusterTortureReport, print: (line: string) => void): void {
  const { storm, troubles } = report;
  print(
    'workers and the stand-in run with nice 10; client, proxy and line to MongoDB are processes of their own',
  );
  print(`MongoDB: ${WHAT_IT_PROVES[report.mongo]}`);
  for (const [name, times] of Object.entries(troubles)) print(`${name}: ${times || 'NOT ONCE'}`);
  if (report.mongo !== 'mongod') print('kill -9 of mongod: SKIPPED, needs mongod on the PATH');
  if (!('full disk' in troubles)) print('full disk: SKIPPED, needs to mount, as root on Linux');
  print(`events accepted: ${report.accepted}, webhooks that came twice: ${storm.duplicates}`);
  print(`webhooks refused and delivered again, by status: ${JSON.stringify(storm.refused)}`);
  print(`webhooks that nobody answered, delivered again: ${storm.unanswered}`);
  print(`webhook times: ${percentiles(storm.waits)}`);
  for (const [what, waits] of byTrouble(storm.waits)) print(`webhook times, ${what}: ${percentiles(waits)}`);
  print(`lost: ${report.lost}`);
  for (const trail of report.lostAt) print(`  ${trail}`);
  print(`effects doubled: ${report.doubled}`);
  print(`sent again after an unknown outcome: ${report.resent}`);
  print(`order law broken within a webhook: ${report.disordered}`);
  print(`order law broken where each message follows a reply: ${report.overtaken} of ${report.awaited}`);
  print(`processed after a later message, because they reached the inbox later: ${report.late}`);
  print(`put aside: ${report.parked}`);
  print(`processes that ended by themselves: ${report.ended}`);
  print(`everything was done ${report.drainSeconds} s after the storm`);
}

/** What was asked for while something went wrong counts for each of the things that did. */
function byTrouble(waits: readonly Wait[]): [string, Wait[]][] {
  const groups = new Map<string, Wait[]>();
  for (const wait of waits) {
    const away = wait.troubles.some((name) => name.startsWith('MongoDB')) ? ['MongoDB away in any way'] : [];
    for (const name of wait.troubles.length > 0 ? [...wait.troubles, ...away] : ['nothing wrong']) {
      groups.set(name, [...(groups.get(name) ?? []), wait]);
    }
  }
  return [...groups].sort(([one], [other]) => (one < other ? -1 : 1));
}

function percentiles(waits: readonly Wait[]): string {
  const sorted = waits.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (part: number) => (sorted[Math.floor(sorted.length * part)] ?? Number.NaN).toFixed(0);
  const longest = sorted.at(-1)?.toFixed(0);
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${longest} ms (${sorted.length})`;
}
