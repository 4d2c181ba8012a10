import type { Migration } from './migration.ts';

/** So that giving up forms which nobody finished reads those alone, and not every conversation each hour. */
export const draftAge: Migration = {
  number: 2,
  name: 'draft-age',
  statements: [
    'ALTER TABLE conversations ADD COLUMN draft_touched_ms INTEGER',
    'ALTER TABLE conversations ADD COLUMN draft_consented INTEGER NOT NULL DEFAULT 0',
    `UPDATE conversations SET
      draft_consented = json_type(doc, '$.consent') IS 'object',
      draft_touched_ms = (
        SELECT min(run.touched) FROM (
          SELECT json_extract(doc, '$.flow.active.touchedAtMs') AS touched
          UNION ALL
          SELECT json_extract(value, '$.touchedAtMs') FROM json_each(doc, '$.flow.paused')
        ) AS run
      )`,
    `CREATE INDEX conversations_drafts ON conversations (draft_consented, draft_touched_ms, id)
      WHERE draft_touched_ms IS NOT NULL`,
  ],
};
