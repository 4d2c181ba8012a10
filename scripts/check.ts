/**
 * The one command before each commit: runs every check, tells at the end which failed, and counts tests.
 * A failing check does not hide the ones after it.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programEntry } from '../test/support/program-entry.ts';
import { demands, requires } from '../test/support/require.ts';
import { type Check, checkAtOnce, headOf } from './check/at-once.ts';
import { countResults, type TestReport } from './check/count-results.ts';

/** A server or an address of one's own needs no stand-in. */
const needsStandIn = demands('mongo') && !requires('mongod', { ...process.env, LOA_REQUIRE: '' }, () => {});

const ROOT = join(import.meta.dirname, '..');

/** The longest stands first, so that it does not run alone at the end. */
const QUICK_CHECKS: readonly Check[] = [
  // Several checkers would each work out the same types: one needs half the time of four on two cores.
  { name: 'types', command: ['npm', 'run', '-s', 'types', '--', '--checkers', '1'] },
  // Comes over the network while the others compute.
  ...(needsStandIn ? [{ name: 'MongoDB stand-in', command: ['npm', 'run', '-s', 'fetch:mongo'] }] : []),
  { name: 'format and lint', command: ['npm', 'run', '-s', 'lint'] },
  { name: 'unused code', command: ['npm', 'run', '-s', 'unused'] },
  { name: 'lock file', command: ['npm', 'run', '-s', 'lock:check'] },
  { name: 'flows and content', command: ['node', ...programEntry(ROOT, 'cli/main'), 'check'] },
];

/** They keep both cores busy, and some wait for one another's processes: alone they are steadier. */
const TESTS: Check = { name: 'tests', command: ['npm', 'test'] };

const folder = mkdtempSync(join(tmpdir(), 'loa-check-'));
const reportPath = join(folder, 'report.json');

function runTests(): string[] {
  console.log(headOf(TESTS));
  const env = { ...process.env, LOA_TEST_REPORT: reportPath };
  const [program = '', ...args] = TESTS.command;
  return spawnSync(program, args, { stdio: 'inherit', env }).status === 0 ? [] : [TESTS.name];
}

function readReport(): TestReport | null {
  try {
    return JSON.parse(readFileSync(reportPath, 'utf8')) as TestReport;
  } catch {
    return null;
  }
}

const failedChecks = [
  ...(await checkAtOnce(QUICK_CHECKS, (text) => void process.stdout.write(text))),
  ...runTests(),
];
const { passed, failed } = countResults(readReport(), failedChecks);
rmSync(folder, { recursive: true });

console.log(failedChecks.length > 0 ? `\nfailed: ${failedChecks.join(', ')}` : '\neverything is in order');
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
