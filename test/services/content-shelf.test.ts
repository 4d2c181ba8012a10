import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadMaterial } from '../../src/content/items/check-material.ts';
import { openContentShelf } from '../../src/services/content-shelf.ts';
import { openDiskBlobs } from '../../src/storage/disk-blobs.ts';
import { tempDir } from '../support/temp-dir.ts';

const TODAY = '2026-11-23';

async function shelf(publicUrl: string | null = null) {
  const { items, hotlines } = loadMaterial('content');
  const limited = items.map((item) => (item.slug === 'tao-hon' ? { ...item, validUntil: TODAY } : item));
  const blobs = openDiskBlobs(join(tempDir(), 'blobs'));
  return { blobs, shelf: await openContentShelf(limited, { hotlines, blobs, publicUrl }) };
}

describe('the shelf of what is handed out', () => {
  it('gives the picture, and a text that says all that matters without it', async () => {
    const { shelf: content, blobs } = await shelf('https://loa.example/');
    const message = content.message('tao-hon', null, TODAY);
    expect(message?.text).toMatch(/^Tờ rơi: Không tảo hôn/);
    expect(message?.text).toContain('• Con gái từ đủ 18 tuổi, con trai từ đủ 20 tuổi mới được kết hôn.');
    expect(message?.text).toContain('gọi 111 (miễn phí)');
    expect(message?.text).toMatch(/Xem thêm: https:\/\/loa\.example\/c\/tao-hon$/);
    const [picture] = message?.media ?? [];
    expect(picture).toMatchObject({
      kind: 'image',
      contentType: 'image/jpeg',
      publicPath: '/c/tao-hon/vi.jpg',
    });
    expect((await blobs.get(picture?.sha256 ?? '')).length).toBe(picture?.sizeBytes);
  });

  it('names no page when the server has no address of its own', async () => {
    expect((await shelf()).shelf.message('tao-hon', null, TODAY)?.text).not.toContain('Xem thêm');
  });

  it('falls back to Vietnamese for a language without a variant', async () => {
    const { shelf: content } = await shelf();
    expect(content.message('tao-hon', 'rog-Latn', TODAY)).toEqual(content.message('tao-hon', null, TODAY));
  });

  it('hands nothing out after its last day, nor what it does not have', async () => {
    const { shelf: content } = await shelf();
    expect(content.items(TODAY).map(({ slug }) => slug)).toContain('tao-hon');
    expect(content.items('2026-11-24').map(({ slug }) => slug)).not.toContain('tao-hon');
    expect(content.message('tao-hon', null, '2026-11-24')).toBeNull();
    expect(content.message('khong-co', null, TODAY)).toBeNull();
  });
});
