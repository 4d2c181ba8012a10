import { beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, apiClient } from '../support/api.ts';
import { startSharedApp } from '../support/app.ts';
import { onEachPair } from '../support/engine-pair.ts';
import { suiteEnd } from '../support/suite-end.ts';
import { FOREIGN_COMMUNE, OWN_COMMUNE } from './write-samples.ts';

/** The scope that opens an export: that of the same numbers in JSON. */
const SCOPE_OF = { sessions: 'read:sessions', ledger: 'read:quarters', plan: 'read:indicators' };
const PROVINCE = 'Khánh Hòa';

await onEachPair(() => {
  const end = suiteEnd();
  let app: Awaited<ReturnType<typeof startSharedApp>>;

  beforeAll(async () => {
    app = await startSharedApp(end);
  });

  describe('an export', () => {
    it.each(Object.entries(SCOPE_OF))('of %s opens to %s alone', async (kind, scope) => {
      for (const given of Object.values(SCOPE_OF)) {
        const client = await apiClient(app, { scopes: [given] });
        const { status } = await client.get(`/exports/${kind}.csv?period=2026-Q4`);
        expect([given, status]).toEqual([given, given === scope ? 200 : 403]);
      }
    });
  });

  describe('the plan', () => {
    let all: ApiClient;
    let own: ApiClient;
    const entered = { indicator: 'D8-1.2.01b', period: '2026-10' };
    const numbersOf = async (client: ApiClient, unit: string) => {
      const query = `?period=2026-Q4${unit && `&unit=${encodeURIComponent(unit)}`}`;
      const { body } = await client.get(`/indicators${query}`);
      const rows = body.items as { code: string; entered: { numerator: number } | null }[];
      const file = String((await client.get(`/exports/plan.csv${query}`)).body.text);
      return {
        json: rows.find(({ code }) => code === entered.indicator)?.entered?.numerator ?? null,
        file: file.split('\r\n').find((line) => line.startsWith(`${entered.indicator},`)),
      };
    };

    beforeAll(async () => {
      all = await apiClient(app);
      own = await apiClient(app, { unitId: OWN_COMMUNE });
      const enter = async (unit: string, numerator: number, evidence: string) =>
        all.call('post', '/indicator-entries', { ...entered, unit, numerator, evidence });
      await enter(OWN_COMMUNE, 1, 'Sổ xã mình');
      await enter(FOREIGN_COMMUNE, 20, 'Sổ xã khác');
      await enter(PROVINCE, 300, 'Sổ tỉnh');
    });

    it('shows who sees the whole network what the communes entered, and what was entered for the province that is asked for', async () => {
      expect(await numbersOf(all, '')).toMatchObject({ json: 321 });
      const { json, file } = await numbersOf(all, PROVINCE);
      expect(json).toBe(321);
      expect(file).toContain('Sổ tỉnh');
    });

    it.each(['', PROVINCE])(
      'shows the officer of a commune the numbers and sources of that commune alone, also for "%s"',
      async (unit) => {
        const { json, file } = await numbersOf(own, unit);
        expect(json).toBe(1);
        expect(file).toContain('Sổ xã mình');
        expect(file).not.toMatch(/Sổ xã khác|Sổ tỉnh/);
      },
    );
  });
});
