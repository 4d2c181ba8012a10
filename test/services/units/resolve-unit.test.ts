import { describe, expect, it } from 'vitest';
import { resolveUnit } from '../../../src/services/units/resolve-unit.ts';
import { openTestStores } from '../../support/stores.ts';

describe('a unit by name or code', () => {
  it('that was given anew in July 2025 is the one of the day that is asked for, shown with its successor', async () => {
    const { stores } = await openTestStores();
    const told = async (asked: string, day: string) => {
      const { asked: unit, communes } = await resolveUnit(asked, day, stores);
      return [unit.name, ...communes.map(({ name }) => name)];
    };
    expect(await told('22741', '2024-12-31')).toEqual(['Phường Phước Mỹ', 'Phường Bảo An']);
    expect(await told('22741', '2026-12-31')).toEqual(['Phường Bảo An', 'Phường Bảo An']);
    expect(await told('22741@2025-06-30', '2026-12-31')).toEqual(['Phường Phước Mỹ', 'Phường Bảo An']);
    expect(await told('phuoc trung', '2026-12-31')).toEqual(['Xã Phước Trung', 'Xã Mỹ Sơn']);
    expect(await told('Phường Đông Hải', '2025-06-30')).toEqual([
      'Phường Đông Hải',
      'Phường Đông Hải',
      'Xã Phước Dinh',
    ]);
    expect((await resolveUnit('u-58', '2025-06-30', stores)).communes).toHaveLength(24);
  });

  it('that nobody knows is refused', async () => {
    const { stores } = await openTestStores();
    await expect(resolveUnit('Xã Không Có', '2026-12-31', stores)).rejects.toMatchObject({
      code: 'unit-unknown',
    });
  });
});
