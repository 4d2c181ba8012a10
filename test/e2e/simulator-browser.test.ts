import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { requires } from '../support/require.ts';
import { type SimulatedApp, startSimulatedApp } from '../support/simulated-app.ts';
import { suiteEnd } from '../support/suite-end.ts';

/** How the page looks, whatever is behind it; `simulator/phones.test.ts` runs what it does on both pairs of engines. */

const browserPath = requires('chromium');
const ARGS =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';
const TEST_MS = 60_000;

/** Pictures of the pages, to be looked at by people. */
const shots = mkdtempSync(join(tmpdir(), 'loa-shots-'));

const SIZES = [
  { name: 'a small phone', width: 360, height: 740 },
  { name: 'a desktop', width: 1280, height: 800 },
];

let app: SimulatedApp;
let browser: Browser;

describe.runIf(browserPath !== null).each(SIZES)(
  'the simulator in a browser on $name',
  ({ width, height }) => {
    const end = suiteEnd();

    beforeAll(async () => {
      app = await startSimulatedApp({ end });
      browser = await chromium.launch({ executablePath: browserPath as string, args: ARGS.split(' ') });
      end.add(() => browser.close());
    });

    async function open() {
      const context = await browser.newContext({ viewport: { width, height } });
      onTestFinished(() => context.close());
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
      await page.goto(`${app.url}/simulator`);
      return { page, faults, phone: page.locator('.phone.chosen') };
    }

    const shoot = (page: Page, name: string) =>
      page.screenshot({ path: join(shots, `${width}-${name}.png`) });

    it(
      'chats, taps a button, sends drawings and a photo from the device, and never scrolls sideways',
      async () => {
        const { page, faults, phone } = await open();
        await phone.getByPlaceholder('Nhập tin nhắn').fill('xin chào');
        await page.keyboard.press('Enter');
        await phone.getByRole('button', { name: /Tôi đồng ý/ }).click();
        await phone.getByRole('button', { name: /Thành viên tổ/ }).waitFor();
        await phone.getByRole('button', { name: 'Gửi thứ khác' }).click();
        await shoot(page, 'menu');
        await phone.getByRole('button', { name: '5 ảnh một lúc' }).click();
        await expect.poll(() => phone.locator('li.photos img').count()).toBe(5);
        await phone.getByRole('button', { name: 'Gửi thứ khác' }).click();
        await phone.locator('input[type=file]').setInputFiles('assets/simulator/drawing-1.jpg');
        await expect.poll(() => phone.locator('li.photos img').count()).toBe(6);
        await expect
          .poll(() =>
            phone
              .locator('li.photos img')
              .evaluateAll((all) =>
                all.every((one) => 'naturalWidth' in one && Number(one.naturalWidth) > 0),
              ),
          )
          .toBe(true);
        await shoot(page, 'chat');
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
        expect(faults).toEqual([]);
      },
      TEST_MS,
    );

    it(
      'joins a team by a tap on its code, moves the time and switches a failure on',
      async () => {
        const { page, faults, phone } = await open();
        const controls = page.locator('#controls');
        const openControls = async () => {
          const button = page.locator('#open-controls');
          if (await button.isVisible()) await button.click();
        };
        await phone.getByPlaceholder('Nhập tin nhắn').fill('xin chào');
        await page.keyboard.press('Enter');
        await phone.getByRole('button', { name: /Tôi đồng ý/ }).click();
        await phone.getByRole('button', { name: /Thành viên tổ/ }).click();
        await phone.getByText('mã của tổ').waitFor();
        await openControls();
        await controls.getByPlaceholder('Tìm tổ').fill('Thôn Mẫu 07');
        await expect.poll(() => controls.locator('#teams li:visible').count()).toBe(1);
        await shoot(page, 'controls');
        await controls.getByRole('button', { name: /Báo cáo viên/ }).click();
        await phone.getByText('là ai trong danh sách').waitFor();
        await openControls();
        const before = await page.locator('#now').textContent();
        await controls.getByRole('button', { name: '+1 ngày' }).click();
        await expect.poll(() => page.locator('#now').textContent()).not.toBe(before);
        await controls.locator('[data-failure=messenger]').selectOption('throttled');
        await controls.locator('fieldset.failing').waitFor();
        await controls.locator('[data-failure=messenger]').selectOption('');
        await expect.poll(() => controls.locator('fieldset.failing').count()).toBe(0);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
        expect(faults).toEqual([]);
      },
      TEST_MS,
    );

    it(
      'shows the same people with their lines after a reload, and a new person after "Người mới"',
      async () => {
        const { page, phone } = await open();
        await phone.getByPlaceholder('Nhập tin nhắn').fill('xin chào');
        await page.keyboard.press('Enter');
        await phone.getByText('trợ lý tự động').waitFor();
        const person = await phone.getAttribute('data-person');
        await page.reload();
        await phone.getByText('trợ lý tự động').waitFor();
        expect(await phone.getAttribute('data-person')).toBe(person);
        await phone.getByRole('button', { name: 'Người mới' }).click();
        await expect.poll(() => phone.locator('.lines li').count()).toBe(0);
        expect(await phone.getAttribute('data-person')).not.toBe(person);
      },
      TEST_MS,
    );
  },
);
