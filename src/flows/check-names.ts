import { textsOf } from './check-texts.ts';
import { COMMON_TEXTS } from './common-texts.ts';
import type { Issue } from './issue.ts';
import type { LoadedFlow } from './load.ts';
import { SCOPE_NAMES } from './scope.ts';
import { stepTypeOf } from './steps/index.ts';
import { FILTERS, LABELS, placesOf } from './template.ts';
import { allVariants } from './texts.ts';

/** Names that common texts get from whoever says them. */
const EXTRA_NAMES = [
  ...[
    'title',
    'count',
    'max',
    'min',
    'words',
    'lines',
    'number',
    'proposal',
    'first',
    'total',
    'female',
    'male',
    'sum',
  ],
];

/** Names in texts and conditions that nothing sets, filters that do not exist, and texts that must be there. */
export function checkNames(loaded: LoadedFlow, slugs: ReadonlySet<string>): Issue[] {
  const { flow, path: file, lineOf } = loaded;
  const issues: Issue[] = [];
  const error = (at: (string | number)[], message: string) =>
    issues.push({ file, line: lineOf(at), level: 'error', message });
  const known = new Set<string>([...SCOPE_NAMES, ...Object.keys(flow.facts ?? {}), 'item']);
  for (const step of Object.values(flow.steps)) {
    for (const key of stepTypeOf(step.type).describe(step).saves) known.add(key);
  }
  const isKnown = (path: string) => path.startsWith('_') || known.has(path.split('.')[0] ?? '');

  for (const [id, step] of Object.entries(flow.steps)) {
    for (const path of stepTypeOf(step.type).describe(step).reads) {
      if (!isKnown(path)) error(['steps', id], `${id}: nothing sets "${path}"`);
    }
  }
  for (const { at, name, text } of textsOf(loaded)) {
    const isExtra = (path: string) => at[0] !== 'steps' && EXTRA_NAMES.includes(path);
    for (const { variant } of allVariants(text)) {
      for (const { path, filters } of placesOf(variant.text)) {
        if (!isKnown(path) && !isExtra(path)) error(at, `${name}: nothing sets "${path}"`);
        for (const filter of filters) {
          if (!FILTERS[filter.name]) error(at, `${name}: there is no filter "${filter.name}"`);
          else if (filter.name === 'label' && !LABELS[filter.argument]) {
            error(at, `${name}: there is no list of labels "${filter.argument}"`);
          }
        }
      }
    }
  }
  for (const [fact, need] of Object.entries(flow.facts ?? {})) {
    for (const [key, path] of Object.entries(need)) {
      if (key !== 'fact' && !isKnown(path)) error(['facts', fact], `${fact}: nothing sets "${path}"`);
    }
  }
  for (const [command, slug] of Object.entries(flow.commands ?? {})) {
    if (!slugs.has(slug)) error(['commands', command], `${command}: there is no flow "${slug}"`);
  }
  for (const [n, { flow: slug }] of (flow.phrases ?? []).entries()) {
    if (!slugs.has(slug)) error(['phrases', n], `phrases: there is no flow "${slug}"`);
  }
  if (flow.slug === 'menu') {
    for (const key of COMMON_TEXTS) if (!flow.texts?.[key]) error(['texts'], `texts: "${key}" is missing`);
  }
  if (flow.slug === 'welcome' && !flow.consent) error(['flow'], 'welcome: "consent.version" is missing');
  return issues;
}
