import type { Analysis } from './analysis.ts';
import type { Asked } from './asked.ts';
import { heard } from './asked-back.ts';
import { type Clause, clausesOf } from './clauses.ts';
import { type AnswerMark, DECIDING } from './yes-no.ts';

/**
 * The marks of the clauses that answer: what was at first, what others did and why it is so is told beside them
 * ("hồi nãy tưởng sai mà coi lại thì đúng", "xã có làm, còn tổ mình thì chưa", "bà con đi gặt hết nên chưa họp").
 */
export function ofTheAnswer(a: Analysis, asked: Asked, marks: readonly AnswerMark[]): readonly AnswerMark[] {
  if (marks.length < 2) return marks;
  const clauses = clausesOf(a).map((clause) => saidIn(a, clause, marks));
  if (clauses.length < 2) return marks;
  const aside = new Set<Said>();
  for (const leave of [leaveReasons, leaveFormer, leaveOthers]) leave(clauses, aside);
  if (!asked.correct && !asked.consent) leaveObstacles(a, clauses, aside);
  if (aside.size === 0) return marks;
  return marks.filter(
    ({ match }) => ![...aside].some(({ from, to }) => match.from >= from && match.from < to),
  );
}

/** A clause with what it says. */
interface Said extends Clause {
  decides: boolean;
  /** Begins with the answer itself: "rồi, …". */
  answersAtOnce: boolean;
  atFirst: boolean;
  formerly: boolean;
  now: boolean;
  ofOthers: boolean;
  ofOwn: boolean;
}

function saidIn(a: Analysis, clause: Clause, marks: readonly AnswerMark[]): Said {
  const own = marks.filter(
    ({ match, kind }) => DECIDING.has(kind) && match.from >= clause.from && match.from < clause.to,
  );
  const has = (tag: string) =>
    (a.byTag.get(tag) ?? []).some(
      ({ from, to, quality }) =>
        from >= clause.from && to <= clause.to && (quality >= 2 || a.halfBare || to - from > 1),
    );
  return {
    ...clause,
    decides: own.length > 0,
    answersAtOnce: own.some(({ match }) => match.from === clause.from),
    atFirst: has('answer.at_first'),
    formerly: has('answer.formerly') || has('answer.other_period'),
    now: has('answer.now') || clause.opener === 'now',
    ofOthers: has('answer.others'),
    ofOwn: has('answer.own'),
  };
}

/** "… nên chưa làm", "làm rồi, tại quên báo" */
function leaveReasons(clauses: readonly Said[], aside: Set<Said>): void {
  const result = clauses.findLastIndex(({ opener, decides }) => opener === 'so' && decides);
  if (result > 0 && !clauses[0]?.answersAtOnce)
    for (const clause of clauses.slice(0, result)) aside.add(clause);
  for (const clause of clauses)
    if (clause.opener === 'because' && isAnsweredBeside(clauses, clause, aside)) aside.add(clause);
}

/** "hồi đầu tưởng sai …", "buổi trước có, buổi này không" */
function leaveFormer(clauses: readonly Said[], aside: Set<Said>): void {
  const isNow = clauses.some(({ now, formerly, decides }) => now && !formerly && decides);
  for (const clause of clauses) {
    const isFormer = clause.atFirst || (clause.formerly && isNow);
    if (isFormer && !clause.now && isAnsweredBeside(clauses, clause, aside)) aside.add(clause);
  }
}

/** "tổ bên làm rồi chứ tổ tui chưa" */
function leaveOthers(clauses: readonly Said[], aside: Set<Said>): void {
  const isOwn = clauses.some(({ ofOwn, ofOthers, decides }) => ofOwn && !ofOthers && decides);
  for (const clause of clauses) if (clause.ofOthers && !clause.ofOwn && isOwn) aside.add(clause);
}

/** "không có loa nhưng vẫn làm": what stood against it did not hinder it. */
function leaveObstacles(a: Analysis, clauses: readonly Said[], aside: Set<Said>): void {
  const but = clauses.findIndex((clause) => clause.opener === 'but' && clause.decides && isStill(a, clause));
  if (but > 0) for (const clause of clauses.slice(0, but)) aside.add(clause);
}

function isStill(a: Analysis, { from, to }: Clause): boolean {
  for (let at = from + 1; at < Math.min(to, from + WORDS_TO_STILL); at++)
    if (STILL.has(heard(a, at))) return true;
  return false;
}

const WORDS_TO_STILL = 5;
const STILL: ReadonlySet<string> = new Set(['vân4', 'vân3', 'cung4', 'cung3', 'van', 'cung']);

function isAnsweredBeside(clauses: readonly Said[], clause: Said, aside: ReadonlySet<Said>): boolean {
  return clauses.some((other) => other !== clause && other.decides && !other.atFirst && !aside.has(other));
}
