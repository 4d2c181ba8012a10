import { beforeAll, describe, expect, it } from 'vitest';
import { onEachPair } from '../support/engine-pair.ts';
import { type SimulatedApp, startSimulatedApp } from '../support/simulated-app.ts';
import { suiteEnd } from '../support/suite-end.ts';

await onEachPair(() => {
  let app: SimulatedApp;
  const end = suiteEnd();

  beforeAll(async () => {
    app = await startSimulatedApp({ end });
  });

  describe.each(['zalo', 'messenger'] as const)('a stranger on %s', (channel) => {
    it('asks for a leaflet without accents and gets the picture and its text, before any consent', async () => {
      const phone = await app.phone(channel);
      await phone.says('cho em xin to roi tao hon');
      await phone.hears(/trợ lý tự động/);
      const { text } = await phone.hears(/^Tờ rơi: Không tảo hôn/);
      expect(text).toContain('gọi 111');
      await expect.poll(() => phone.lines().filter(({ media }) => media.length > 0).length).toBe(1);
      await phone.says('xin chào');
      await phone.hears(/đồng ý không/);
    });
  });

  describe('the public pages', () => {
    it('show every leaflet with its text, its numbers and its picture', async () => {
      const list = await app.call('GET', '/c');
      expect(list.body).toContain('href="/c/tao-hon"');
      const page = await app.call('GET', '/c/tao-hon');
      expect(page.status).toBe(200);
      expect(page.body).toContain('<h2>Luật nói gì?</h2>');
      expect(page.body).toContain('gọi <a href="tel:111">111</a> (miễn phí)');
      const picture = await fetch(`${app.url}/c/tao-hon/vi.jpg`);
      expect(picture.headers.get('content-type')).toBe('image/jpeg');
      expect((await picture.arrayBuffer()).byteLength).toBeGreaterThan(10_000);
    });

    it.each([
      '/c/khong-co',
      '/c/tao-hon/vi.md',
      '/c/tao-hon/..%2Fvi.md',
      '/c/tao-hon/..%2F..%2F..%2Fpackage.json',
    ])('show nothing else: %s', async (path) => {
      const answer = await app.call('GET', path);
      expect(answer.status).toBe(404);
      expect(answer.body).toBe('Không có trang này.');
    });

    it('say to a browser in a page of their own where to go on from an address that leads nowhere', async () => {
      const answer = await app.call('GET', '/c/tao-ho', undefined, { accept: 'text/html,*/*;q=0.8' });
      expect(answer.status).toBe(404);
      expect(answer.body).toMatch(/<html lang="vi">.*<h1>Không có trang này<\/h1>.*href="\/c"/s);
    });

    it('take an address cut in the middle of a letter for one that leads nowhere, and no trouble of ours', async () => {
      const answer = await app.call('GET', '/c/t%E1%BA', undefined, { accept: 'text/html,*/*;q=0.8' });
      expect(answer.status).toBe(404);
      expect(answer.body).toContain('<h1>Không có trang này</h1>');
    });

    it('say of a part of a file that there is not that it cannot be had', async () => {
      const answer = await fetch(`${app.url}/c/tao-hon/vi.jpg`, { headers: { range: 'bytes=99999999-' } });
      expect(answer.status).toBe(416);
      expect(answer.headers.get('cache-control')).toBe('no-store');
    });

    it('open over http too, in an office network without a certificate', async () => {
      const { headers } = await app.call('GET', '/c/tao-hon');
      const policy = headers.get('content-security-policy');
      expect(policy).toContain("default-src 'self'");
      expect(policy).not.toContain('upgrade-insecure-requests');
    });

    it('stand behind the bare address, or the simulator where it is on', async () => {
      const answer = await fetch(`${app.url}/`, { redirect: 'manual' });
      expect([answer.status, answer.headers.get('location')]).toEqual([302, '/simulator']);
    });
  });
});
