import { beforeAll, describe, expect, it } from 'vitest';
import { suiteEnd } from './suite-end.ts';

const done: string[] = [];

describe('a suite with an end', () => {
  const end = suiteEnd();
  beforeAll(() => {
    end.add(() => done.push('first'));
    end.add(async () => done.push('second'));
  });
  it('does nothing of it while its tests run', () => expect(done).toEqual([]));
});

it('is done when the suite is over, the last first', () => expect(done).toEqual(['second', 'first']));
