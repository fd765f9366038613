import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatters } from '../../src/report/index.ts';
import { hostile, poison } from './hostile.ts';
import { nothingVerifiedRun, sampleRun } from './sample-run.ts';

const executablePath = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]
  .filter((path) => path !== undefined)
  .find((path) => existsSync(path));

// Words that no line can hold.
const worst = poison(sampleRun, 'ก'.repeat(30) + 'W'.repeat(300));

describe.skipIf(executablePath === undefined)('the pages in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'report-'));
  let browser: Browser;
  const address = (name: string) => pathToFileURL(join(folder, name)).href;

  beforeAll(async () => {
    const { html, divisions } = formatters;
    const pages: Record<string, string | undefined> = {
      'report.html': html(sampleRun, { language: 'th' })[0]?.content,
      'en.html': html(sampleRun, { language: 'en' })[0]?.content,
      'nothing.html': html(nothingVerifiedRun, { language: 'th' })[0]?.content,
      'worst.html': html(worst, { language: 'th' })[0]?.content,
      'hostile.html': html(poison(sampleRun, ...hostile), { language: 'th' })[0]?.content,
      'division.html': divisions(sampleRun, { language: 'th' })[1]?.content,
      'worst-division.html': divisions(worst, { language: 'th' })[1]?.content,
    };
    for (const [name, content] of Object.entries(pages)) writeFileSync(join(folder, name), content ?? '');
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens a page and collects everything that the browser complains about or asks the network for. */
  const open = async (name: string, width: number): Promise<{ page: Page; complaints: string[] }> => {
    const page = await browser.newPage({ viewport: { width, height: 800 } });
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (request.url() !== address(name)) complaints.push(request.url());
    });
    await page.goto(address(name));
    return { page, complaints };
  };
  const tooWide = (page: Page) =>
    page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

  const names = ['report.html', 'en.html', 'nothing.html', 'worst.html', 'division.html', 'worst-division.html'];
  it.each(names.flatMap((name) => [1280, 360].map((width) => ({ name, width }))))(
    '$name at $width px: no complaint, no network, no sideways scrolling, open or closed',
    async ({ name, width }) => {
      const { page, complaints } = await open(name, width);
      expect(await tooWide(page)).toBe(0);
      await page.evaluate('document.querySelectorAll("details").forEach((each) => { each.open = true; })');
      expect(await tooWide(page)).toBe(0);
      expect(complaints).toEqual([]);
      await page.close();
    },
  );

  it('items are narrowed by outcome, division and text', async () => {
    const { page } = await open('report.html', 1280);
    const shown = page.locator('details.item:visible');
    expect(await shown.count()).toBe(28);
    await page.selectOption('[name=outcome]', 'failed');
    expect(await shown.count()).toBe(7);
    await page.selectOption('[name=division]', 'planning');
    expect(await shown.count()).toBe(3);
    expect(await page.locator('form.filter output').textContent()).toBe('แสดง 3 จาก 28 ข้อ');
    await page.fill('[name=text]', 'O27');
    expect(await shown.count()).toBe(1);
    expect(await page.locator('.group:visible').count()).toBe(1);
    await page.fill('[name=text]', 'ไม่มีคำนี้แน่นอน');
    expect(await shown.count()).toBe(0);
    await page.close();
  });

  it('a mark in the overview opens its item, also when it was filtered away', async () => {
    const { page } = await open('report.html', 1280);
    await page.selectOption('[name=outcome]', 'passed');
    await page.click('a.chip[href="#o12"]');
    await page.locator('#o12[open]').waitFor();
    expect(await page.locator('#o12 .element').first().isVisible()).toBe(true);
    await page.close();
  });

  it('all items open and close together, and by the keyboard', async () => {
    const { page } = await open('report.html', 1280);
    await page.click('button[name=toggle]');
    expect(await page.locator('details.item[open]').count()).toBe(28);
    await page.click('button[name=toggle]');
    expect(await page.locator('details.item[open]').count()).toBe(0);
    await page.locator('#o2 > summary').focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('#o2').getAttribute('open')).not.toBeNull();
    await page.close();
  });

  it('without a script everything can still be read', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(address('report.html'));
    expect(await page.locator('form.filter').isVisible()).toBe(false);
    await page.click('#o2 > summary');
    expect(await page.locator('#o2 .todo').first().isVisible()).toBe(true);
    await context.close();
  });

  it('on paper every item is open', async () => {
    const { page } = await open('report.html', 800);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#o2 .todo').first().isVisible()).toBe(true);
    expect(await page.locator('form.filter').isVisible()).toBe(false);
    await page.close();
  });

  it('hostile texts do nothing', async () => {
    const { page, complaints } = await open('hostile.html', 1280);
    await page.click('button[name=toggle]');
    await page.locator('#o28 .element').first().hover();
    expect(await page.evaluate('typeof window.hacked')).toBe('undefined');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('text stands out from its ground (WCAG AA)', async () => {
    const { page } = await open('report.html', 1280);
    await page.click('button[name=toggle]');
    expect(await page.evaluate(faint)).toEqual([]);
    await page.close();
  });
});

/** Runs in the page: every piece of text whose contrast with its background is below 4.5 : 1. */
const faint = `(() => {
  const parse = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((c) => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ground = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const colour = parse(getComputedStyle(each).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility() || ['SCRIPT', 'STYLE', 'OPTION'].includes(element.tagName)) continue;
    const [a, b] = [light(parse(getComputedStyle(element).color)), light(ground(element))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < 4.5) found.add(element.className + ' ' + element.tagName + ' ' + contrast.toFixed(2));
  }
  return [...found];
})()`;
