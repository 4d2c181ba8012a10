import { type Analysis, isSure } from './analysis.ts';
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
  const clauses = clausesOf(a).map(saysNothing);
  if (clauses.length < 2) return marks;
  const clauseAt = clausesByToken(a, clauses);
  listen(a, clauseAt, marks);
  for (const leave of [leaveReasons, leaveFormer, leaveOthers]) leave(clauses);
  if (!asked.correct && !asked.consent) leaveObstacles(a, clauses);
  return marks.filter(({ match }) => !clauseAt[match.from]?.aside);
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
  /** Told beside the answer. */
  aside: boolean;
}

function saysNothing(clause: Clause): Said {
  const now = clause.opener === 'now';
  const heard = { decides: false, answersAtOnce: false, atFirst: false, formerly: false };
  return { ...clause, ...heard, now, ofOthers: false, ofOwn: false, aside: false };
}

/** The clause that each token stands in; none at pauses. */
function clausesByToken(a: Analysis, clauses: readonly Said[]): (Said | undefined)[] {
  const clauseAt = new Array<Said | undefined>(a.tokens.length);
  for (const clause of clauses) clauseAt.fill(clause, clause.from, clause.to);
  return clauseAt;
}

/** Lists of the lexicon and what they say of the clause they stand in. */
const HEARD = [
  ['answer.at_first', 'atFirst'],
  ['answer.formerly', 'formerly'],
  ['answer.other_period', 'formerly'],
  ['answer.now', 'now'],
  ['answer.others', 'ofOthers'],
  ['answer.own', 'ofOwn'],
] as const;

function listen(a: Analysis, clauseAt: readonly (Said | undefined)[], marks: readonly AnswerMark[]): void {
  for (const { kind, match } of marks) {
    const clause = clauseAt[match.from];
    if (!clause || !DECIDING.has(kind)) continue;
    clause.decides = true;
    if (match.from === clause.from) clause.answersAtOnce = true;
  }
  for (const [tag, says] of HEARD) {
    for (const match of a.byTag.get(tag) ?? []) {
      const clause = clauseAt[match.from];
      if (clause && match.to <= clause.to && (a.halfBare || isSure(match))) clause[says] = true;
    }
  }
}

/** "… nên chưa làm", "làm rồi, tại quên báo" */
function leaveReasons(clauses: readonly Said[]): void {
  const result = clauses.findLastIndex(({ opener, decides }) => opener === 'so' && decides);
  if (result > 0 && !clauses[0]?.answersAtOnce) leaveAll(clauses.slice(0, result));
  leaveIfAnswered(clauses, ({ opener }) => opener === 'because');
}

/** "hồi đầu tưởng sai …", "buổi trước có, buổi này không" */
function leaveFormer(clauses: readonly Said[]): void {
  const isNow = clauses.some(({ now, formerly, decides }) => now && !formerly && decides);
  leaveIfAnswered(clauses, ({ atFirst, formerly, now }) => (atFirst || (formerly && isNow)) && !now);
}

/** "tổ bên làm rồi chứ tổ tui chưa" */
function leaveOthers(clauses: readonly Said[]): void {
  const isOwn = clauses.some(({ ofOwn, ofOthers, decides }) => ofOwn && !ofOthers && decides);
  if (isOwn) leaveAll(clauses.filter(({ ofOthers, ofOwn }) => ofOthers && !ofOwn));
}

/** "không có loa nhưng vẫn làm": what stood against it did not hinder it. */
function leaveObstacles(a: Analysis, clauses: readonly Said[]): void {
  const but = clauses.findIndex((clause) => clause.opener === 'but' && clause.decides && isStill(a, clause));
  if (but > 0) leaveAll(clauses.slice(0, but));
}

function leaveAll(clauses: readonly Said[]): void {
  for (const clause of clauses) clause.aside = true;
}

/** Leaves each of the clauses chosen as long as another one answers. */
function leaveIfAnswered(clauses: readonly Said[], isChosen: (clause: Said) => boolean): void {
  let answering = clauses.filter(answers).length;
  for (const clause of clauses) {
    const own = answers(clause) ? 1 : 0;
    if (!isChosen(clause) || answering - own === 0) continue;
    clause.aside = true;
    answering -= own;
  }
}

function answers({ decides, atFirst, aside }: Said): boolean {
  return decides && !atFirst && !aside;
}

function isStill(a: Analysis, { from, to }: Clause): boolean {
  for (let at = from + 1; at < Math.min(to, from + WORDS_TO_STILL); at++)
    if (STILL.has(heard(a, at))) return true;
  return false;
}

const WORDS_TO_STILL = 5;
const STILL: ReadonlySet<string> = new Set(['vân4', 'vân3', 'cung4', 'cung3', 'van', 'cung']);
