import type { CheckContext } from '../../src/checks/context.ts';
import { type Matter, matterOf, wordsOf } from '../../src/checks/index.ts';
import type { Source } from '../../src/model/evidence.ts';
import { readHere } from '../../src/readers/read.ts';
import { loadRuleset } from '../../src/ruleset/index.ts';

export const ruleset = await loadRuleset(2568);
export const words = wordsOf(ruleset);
export const address = 'https://town.example.go.th/page';

/** A page with this body, read and made ready for searching, as the checks get it. */
export const matterFrom = async (body: string, url = address): Promise<Matter> => {
  const html = `<!doctype html><html lang="th"><head><meta charset="utf-8"><title>หน้าทดสอบ</title></head><body>${body}</body></html>`;
  const reading = await readHere(Buffer.from(html), { url, fileName: 'page.html' });
  const source: Source = { ...reading, artifactId: url, url, medium: 'page', calledBy: [], fileName: '' };
  return matterOf(source);
};

export const contextOf = (...matters: Matter[]): CheckContext => ({
  words,
  subject: null,
  candidates: [],
  titled: true,
  matters,
  everything: matters,
  submitted: [address],
  fromHome: null,
});
