// Writes seeds/demo/site/ from seeds/demo/content/. Run by hand after a change of the content:
//   node seeds/demo/make-site.mjs
// It needs Chromium and a Thai font (Debian: fonts-thai-tlwg). The site is committed, so nobody else has to run it.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { portraits } from './content/agency.mjs';
import * as basics from './content/basics.mjs';
import * as bribery from './content/bribery.mjs';
import * as front from './content/front.mjs';
import * as integrity from './content/integrity.mjs';
import * as ita from './content/ita.mjs';
import * as news from './content/news.mjs';
import * as openness from './content/openness.mjs';
import * as personnel from './content/personnel.mjs';
import * as plans from './content/plans.mjs';
import * as procurement from './content/procurement.mjs';
import * as services from './content/services.mjs';
import { layouts } from './machinery/layouts.mjs';
import { crest, meeting, officeMap, portrait } from './machinery/pictures.mjs';
import { openPrinter } from './machinery/print.mjs';
import { sheetBytes } from './machinery/sheets.mjs';
import { encodeWindows874 } from './machinery/windows-874.mjs';

const site = join(import.meta.dirname, 'site');
const parts = [front, basics, news, plans, services, procurement, personnel, openness, bribery, integrity, ita];
const all = (kind) => parts.flatMap((part) => part[kind] ?? []);

/** A folder's address names its index.html. */
async function save(path, bytes) {
  const file = join(site, path.endsWith('/') ? `${path}index.html` : path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, bytes);
}

await rm(site, { recursive: true, force: true });

for (const page of all('pages')) {
  const { charset = 'utf-8', declares = 'utf-8' } = page;
  const html = layouts[page.layout]({ ...page, declares });
  await save(page.path, charset === 'windows-874' ? encodeWindows874(html) : html);
}
for (const { path, text } of all('files')) await save(path, text);
for (const sheet of all('sheets')) await save(sheet.path, sheetBytes(sheet));

const printer = await openPrinter();
for (const pdf of all('pdfs')) await save(pdf.path, await printer.pdf(pdf));
for (const person of portraits) await save(person.path, await printer.png(portrait(person), 160, 200));
await save('images/logo.png', await printer.png(crest, 120, 120));
await save('images/map.png', await printer.png(officeMap, 520, 320));
await save('images/activity/nogift68.png', await printer.png(meeting('#2e6b34'), 480, 300));
await save('images/activity/forum68.png', await printer.png(meeting('#31557f'), 480, 300));
await printer.close();
