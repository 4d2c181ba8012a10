/**
 * The one command before each commit: runs every check, tells at the end which failed, and counts tests.
 * A failing check does not hide the ones after it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countResults, type TestReport } from './check/count-results.ts';

interface Check {
  name: string;
  /** Arguments of `npm`. */
  npm: readonly string[];
}

const COMMAND_LINE = new URL('../src/cli/main.ts', import.meta.url);

const CHECKS: readonly Check[] = [
  { name: 'format and lint', npm: ['run', '-s', 'lint'] },
  { name: 'types', npm: ['run', '-s', 'types'] },
  { name: 'unused code', npm: ['run', '-s', 'unused'] },
  { name: 'lock file', npm: ['run', '-s', 'lock:check'] },
  ...(existsSync(COMMAND_LINE)
    ? [{ name: 'flows and content', npm: ['run', '-s', 'loa', '--', 'check'] }]
    : []),
  { name: 'tests', npm: ['test'] },
];

const folder = mkdtempSync(join(tmpdir(), 'loa-check-'));
const reportPath = join(folder, 'report.json');

function run({ name, npm }: Check): boolean {
  console.log(`\n▸ ${name}: npm ${npm.join(' ')}`);
  const env = { ...process.env, LOA_TEST_REPORT: reportPath };
  return spawnSync('npm', npm, { stdio: 'inherit', env }).status === 0;
}

function readReport(): TestReport | null {
  try {
    return JSON.parse(readFileSync(reportPath, 'utf8')) as TestReport;
  } catch {
    return null;
  }
}

const failedChecks = CHECKS.filter((check) => !run(check)).map(({ name }) => name);
const { passed, failed } = countResults(readReport(), failedChecks);
rmSync(folder, { recursive: true });

console.log(failedChecks.length > 0 ? `\nfailed: ${failedChecks.join(', ')}` : '\neverything is in order');
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
