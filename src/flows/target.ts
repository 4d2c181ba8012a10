import { z } from 'zod';

export const slugSchema = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);

/**
 * Where a step leads: another step of the flow, or
 * `end` (done), `menu`, `flow:<slug>` (go over to another flow), `continue` (take up the report that was put aside),
 * `discard` (throw it away), `then` (the flow that the person wanted before this one came between; `menu` when none).
 */
export const target = z.string().regex(/^(?:flow:)?[a-z][a-z0-9-]{0,39}$/);

export const SPECIAL_TARGETS: readonly string[] = ['end', 'menu', 'continue', 'discard', 'then'];

export function flowOfTarget(to: string): string | null {
  return to.startsWith('flow:') ? to.slice('flow:'.length) : null;
}

/** A step of the same flow. */
export function isStepTarget(to: string): boolean {
  return flowOfTarget(to) === null && !SPECIAL_TARGETS.includes(to);
}
