import type { Role } from './count-mention.ts';

export const LABEL_UNIT: ReadonlyMap<string, string> = new Map([
  ['count.label.children', 'unit.child'],
  ['count.label.female', 'unit.female'],
  ['count.label.male', 'unit.male'],
  ['count.label.dtts', 'unit.dtts'],
]);

export const LABEL_ROLES: ReadonlyMap<string, Role> = new Map([
  ['count.label.total', 'total'],
  ['count.label.female', 'female'],
  ['count.label.male', 'male'],
  ['count.label.dtts', 'dtts'],
  ['count.label.children', 'child'],
  ['count.label.leaflets', 'leaflet'],
  ['count.label.household', 'other'],
  ['count.label.other', 'other'],
  ['count.label.adult', 'adult'],
]);

/** Units that only repeat that people are counted, after a label. */
export const PLAIN_UNITS = new Set([
  'unit.person',
  'unit.turn',
  'unit.adult',
  'unit.woman_word',
  'unit.man_word',
  'unit.em',
  'unit.leaflet',
]);

export const LABEL_TAGS = new Set(['unit.female', 'unit.male', 'unit.dtts', 'unit.child', 'unit.leaflet']);

export const UNIT_ROLES: ReadonlyMap<string, Role> = new Map([
  ['unit.person', 'person'],
  ['unit.turn', 'turn'],
  ['unit.adult', 'adult'],
  ['unit.woman_word', 'woman'],
  ['unit.man_word', 'man'],
  ['unit.female', 'female'],
  ['unit.male', 'male'],
  ['unit.dtts', 'dtts'],
  ['unit.child', 'child'],
  ['unit.older_pupil', 'older_pupil'],
  ['unit.em', 'em'],
  ['unit.leaflet', 'leaflet'],
  ['unit.team', 'team'],
]);
