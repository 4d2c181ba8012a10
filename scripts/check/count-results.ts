/** The parts of vitest's JSON report that are counted. */
export interface TestReport {
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

/**
 * Tests that passed and failed. A test file that broke before its first test, and every other check that failed,
 * counts as one failure, so that zero failures always mean that all is well.
 *
 * @param report - Null when the tests wrote none.
 */
export function countResults(
  report: TestReport | null,
  failedChecks: readonly string[],
): { passed: number; failed: number } {
  let [passed, failed] = [0, 0];
  for (const { status, assertionResults } of report?.testResults ?? []) {
    const failures = assertionResults.filter((test) => test.status === 'failed').length;
    passed += assertionResults.filter((test) => test.status === 'passed').length;
    failed += failures === 0 && status === 'failed' ? 1 : failures;
  }
  const testsTold = failed > 0;
  failed += failedChecks.filter((name) => name !== 'tests' || !testsTold).length;
  return { passed, failed };
}
