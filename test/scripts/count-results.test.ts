import { expect, it } from 'vitest';
import { countResults } from '../../scripts/check/count-results.ts';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((each) => ({ status: each })),
});

it('counts tests, not skipped ones', () => {
  const report = {
    testResults: [file('passed', 'passed', 'passed', 'skipped'), file('failed', 'passed', 'failed')],
  };
  expect(countResults(report, ['tests'])).toEqual({ passed: 3, failed: 1 });
});

it('counts a file that broke before its first test', () => {
  expect(countResults({ testResults: [file('failed')] }, ['tests'])).toEqual({ passed: 0, failed: 1 });
});

it('counts every other check that failed', () => {
  const report = { testResults: [file('passed', 'passed')] };
  expect(countResults(report, ['types', 'unused code'])).toEqual({ passed: 1, failed: 2 });
});

it('never says that all is well when the tests did not finish', () => {
  expect(countResults(null, ['tests'])).toEqual({ passed: 0, failed: 1 });
  expect(countResults({ testResults: [file('passed', 'passed')] }, ['tests'])).toEqual({
    passed: 1,
    failed: 1,
  });
});
