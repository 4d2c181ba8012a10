import type { AnyStepType } from '../step.ts';
import { askCode } from './ask-code.ts';
import { askCounts } from './ask-counts.ts';
import { askDate } from './ask-date.ts';
import { askDuration } from './ask-duration.ts';
import { askLinkCode } from './ask-link-code.ts';
import { askNumber } from './ask-number.ts';
import { askReport } from './ask-report.ts';
import { askText } from './ask-text.ts';
import { askTime } from './ask-time.ts';
import { branch } from './branch.ts';
import { choose } from './choose.ts';
import { chooseContent } from './choose-content.ts';
import { chooseMany } from './choose-many.ts';
import { doStep } from './do.ts';
import { fields } from './fields.ts';
import { readReport } from './read-report.ts';
import { say } from './say.ts';
import { showContent } from './show-content.ts';

/** Every step type of this build. A flow that uses another one cannot run here. */
export const STEP_TYPES: readonly AnyStepType[] = [
  say,
  choose,
  chooseMany,
  askDate,
  askNumber,
  askCounts,
  askText,
  askTime,
  askDuration,
  askCode,
  askLinkCode,
  askReport,
  readReport,
  fields,
  branch,
  doStep,
  chooseContent,
  showContent,
];

const byType = new Map(STEP_TYPES.map((step) => [step.type, step]));

/** @throws {RangeError} for a type that no compiled flow can have. */
export function stepTypeOf(type: string): AnyStepType {
  const found = byType.get(type);
  if (!found) throw new RangeError(`no step type ${type}`);
  return found;
}
