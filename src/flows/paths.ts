import { parseCondition } from './condition.ts';
import { placesOf } from './template.ts';

/** Paths that a condition reads. */
export function pathsOfCondition(source: string): string[] {
  return (parseCondition(source) ?? [])
    .flat()
    .flatMap(({ path, right }) => (isPath(right) ? [path, right] : [path]));
}

/** Paths that a template reads. */
export function pathsOfTemplate(template: string): string[] {
  return placesOf(template).map(({ path }) => path);
}

function isPath(right: string | null): right is string {
  return right !== null && /^[a-zA-Z][\w-]*\.[\w.]+$/.test(right);
}
