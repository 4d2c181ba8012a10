import { z } from 'zod';
import { isBlank, type Resolve } from './template.ts';

/**
 * Conditions of flows, read from left to right: clauses joined by `and`, those joined by `or`.
 * A clause: `total > 300`, `answer is held`, `team.role is not member`, `forms includes loa`, `female known`,
 * `female unknown`, `media.photos > 0`, `date < team.foundedOn`, `me.canReport`, `not me.consented`.
 */
export interface Clause {
  path: string;
  op: Operator;
  /** Right side; a dotted path when it names something, else the word or number itself. */
  right: string | null;
}

const OPERATORS = ['is not', 'is', '>=', '<=', '>', '<', 'includes'] as const;

type Operator = (typeof OPERATORS)[number] | 'known' | 'unknown' | 'true' | 'false';

const COMPARE = new RegExp(`^([\\w.-]+)\\s+(${OPERATORS.join('|')})\\s+(\\S+)$`);
const KNOWN = /^([\w.-]+)\s+(known|unknown)$/;
const PLAIN = /^(not\s+)?([\w.-]+)$/;

/** `null` when it cannot be read. */
export function parseCondition(source: string): Clause[][] | null {
  const groups = source
    .trim()
    .split(/\s+or\s+/)
    .map((group) => group.split(/\s+and\s+/).map(parseClause));
  return groups.every((group) => group.every((clause) => clause !== null)) ? (groups as Clause[][]) : null;
}

function parseClause(source: string): Clause | null {
  const compared = COMPARE.exec(source);
  if (compared) {
    const [, path, op, right] = compared as unknown as [string, string, Operator, string];
    return { path, op, right };
  }
  const known = KNOWN.exec(source);
  if (known) return { path: known[1] as string, op: known[2] as Operator, right: null };
  const plain = PLAIN.exec(source);
  return plain ? { path: plain[2] as string, op: plain[1] ? 'false' : 'true', right: null } : null;
}

export const conditionSchema = z
  .string()
  .refine((source) => parseCondition(source) !== null, { message: 'this condition cannot be read' });

/** A condition that cannot be read does not hold. */
export function holds(source: string, resolve: Resolve): boolean {
  const groups = parseCondition(source) ?? [];
  return groups.some((group) => group.every((clause) => clauseHolds(clause, resolve)));
}

function clauseHolds({ path, op, right }: Clause, resolve: Resolve): boolean {
  const left = resolve(path);
  const other = right === null ? null : rightValue(right, resolve);
  switch (op) {
    case 'true':
      return Boolean(left);
    case 'false':
      return !left;
    case 'known':
      return !isBlank(left);
    case 'unknown':
      return isBlank(left);
    case 'is':
      return left === other;
    case 'is not':
      return left !== other;
    case 'includes':
      return Array.isArray(left) && left.includes(other);
    default:
      return compare(left, op, other);
  }
}

function compare(left: unknown, op: Operator, right: unknown): boolean {
  if (isBlank(left) || isBlank(right) || typeof left !== typeof right) return false;
  const [a, b] = [left as string | number, right as string | number];
  if (op === '>') return a > b;
  if (op === '<') return a < b;
  return op === '>=' ? a >= b : a <= b;
}

function rightValue(right: string, resolve: Resolve): unknown {
  if (/^-?\d+$/.test(right)) return Number(right);
  if (right === 'true' || right === 'false') return right === 'true';
  return right.includes('.') ? resolve(right) : right;
}
