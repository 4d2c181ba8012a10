import { chromium } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { requires } from '../support/require.ts';
import { startSimulatedApp } from '../support/simulated-app.ts';

const browserPath = requires('chromium');
const ARGS =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

it.runIf(browserPath !== null)(
  'the simulator chats on a small phone, without errors and without sideways scrolling',
  async () => {
    const app = await startSimulatedApp();
    const browser = await chromium.launch({ executablePath: browserPath as string, args: ARGS.split(' ') });
    onTestFinished(() => browser.close());
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(`${app.url}/simulator`);
    await page.getByPlaceholder('Nhập tin nhắn').first().fill('xin chào');
    await page.keyboard.press('Enter');
    await page.getByText('trợ lý tự động').first().waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    expect(errors).toEqual([]);
  },
  60_000,
);
