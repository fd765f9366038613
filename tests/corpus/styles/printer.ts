import type { Browser } from 'playwright';
import { findBrowser } from '../../../src/gather/browser.ts';

/** One browser for everything that is printed: starting it takes longer than a page. */
let started: Promise<Browser> | null = null;
let last: Promise<unknown> = Promise.resolve();

const start = async (): Promise<Browser> => {
  const { browser, tried } = await findBrowser();
  if (!browser) throw new Error(`no browser: ${JSON.stringify(tried)}`);
  return browser;
};

const printNow = async (html: string): Promise<Buffer> => {
  started ??= start();
  const page = await (await started).newPage();
  try {
    await page.setContent(html);
    return await page.pdf({ preferCSSPageSize: true, printBackground: true });
  } finally {
    await page.close();
  }
};

/** Prints an HTML page to a PDF, one after the other. */
export const print = (html: string): Promise<Buffer> => {
  const printed = last.then(() => printNow(html));
  last = printed.catch(() => undefined);
  return printed;
};

/** Ends the browser, if one was started; the next print starts another. */
export const closePrinter = async (): Promise<void> => {
  const browser = started;
  started = null;
  await (await browser)?.close();
};
