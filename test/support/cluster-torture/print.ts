import { WHAT_IT_PROVES } from '../mongo/start-server.ts';
import type { ClusterTortureReport } from './run.ts';

/** The figures, one line each. */
export function printClusterReport(report: ClusterTortureReport, print: (line: string) => void): void {
  const { storm, troubles } = report;
  print(`MongoDB: ${WHAT_IT_PROVES[report.mongo]}`);
  for (const [name, times] of Object.entries(troubles)) print(`${name}: ${times || 'NOT ONCE'}`);
  if (report.mongo !== 'mongod') print('kill -9 of mongod: SKIPPED, needs mongod on the PATH');
  if (!('full disk' in troubles)) print('full disk: SKIPPED, needs to mount, as root on Linux');
  print(`events accepted: ${report.accepted}, webhooks that came twice: ${storm.duplicates}`);
  print(`webhooks refused and delivered again: ${storm.refused}`);
  print(`webhook times: ${percentiles(storm.waitsMs)}`);
  print(`webhook times while MongoDB was away: ${percentiles(storm.waitsWhileAwayMs)}`);
  print(`lost: ${report.lost}`);
  print(`effects doubled: ${report.doubled}`);
  print(`sent again after an unknown outcome: ${report.resent}`);
  print(`order law broken within a webhook: ${report.disordered}`);
  print(`order law broken where each message follows a reply: ${report.overtaken} of ${report.awaited}`);
  print(`processed after a later message, because they reached the inbox later: ${report.late}`);
  print(`put aside: ${report.parked}`);
  print(`processes that ended by themselves: ${report.ended}`);
  print(`everything was done ${report.drainSeconds} s after the storm`);
}

function percentiles(waitsMs: readonly number[]): string {
  const sorted = [...waitsMs].sort((a, b) => a - b);
  const at = (part: number) => (sorted[Math.floor(sorted.length * part)] ?? Number.NaN).toFixed(1);
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms (${sorted.length} answers)`;
}
