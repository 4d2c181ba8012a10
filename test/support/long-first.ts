import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Rooms whose tests run whole servers, processes or engines. */
const LONG = /\/test\/(e2e|app|cli|deploy|web|simulator|storage|queue|docs)\//;

/**
 * Begins with what takes long: a long file that begins last leaves the other core idle until it ends. vitest knows only
 * from earlier runs how long a file took, and a fresh clone has had none.
 */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => LONG.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
