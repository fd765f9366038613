import type { TextBlock } from '../model/evidence.ts';
import type { ReadDate, ReadFile } from '../model/read-document.ts';
import type { Language } from '../model/text.ts';
import { readable } from '../report/address.ts';
import { cleanAll, oneLine } from '../report/clean.ts';
import { percent } from '../report/numbers.ts';
import { type Paint, paintWith } from '../report/signs.ts';
import { displayWidth, padEnd, truncate, wrap } from '../thai/text.ts';
import { pageList } from './page-range.ts';
import { ownCaption, type Part, type Spot, seenRows } from './read-parts.ts';
import { tableLines } from './text-table.ts';
import { type CommandWords, commandWords } from './words.ts';

/** A file as it is shown: what is told about it, and its parts with their blocks. */
export type Shown = { file: ReadFile; parts: readonly Part[]; pages: readonly number[] | undefined };

export type ViewOptions = { language: Language; columns: number; colour: boolean };

type Sheet = { words: CommandWords['read']; width: number; paint: (text: string, as: Paint) => string };

const narrowest = 40;
const listed = 12;

const paragraph = (text: string, width: number, indent = '', hanging = indent): string[] =>
  wrap(text, width - Math.max(indent.length, hanging.length)).map(
    (line, index) => `${index === 0 ? indent : hanging}${line}`,
  );

const ruler = (text: string, { width, paint }: Sheet): string[] => {
  const said = truncate(oneLine(text), width - 6);
  const rest = Math.max(2, width - displayWidth(said) - 4);
  return ['', paint(`── ${said} ${'─'.repeat(rest)}`, 'dim')];
};

/** Dotted lines to write on, and those that lead to a page number. */
const leaders = /([.…_*=-])\1{11,}/gu;
const leader = 10;

/** A wide gap of a line without cells stays wide; a dotted line becomes a short one. */
const running = (text: string): string =>
  text
    .replace(leaders, (_, sign: string) => sign.repeat(leader))
    .split('\t')
    .map(oneLine)
    .filter((piece) => piece !== '')
    .join('   ');

const spotName = ({ entry, page, sheet }: Spot, { words }: Sheet): string =>
  [...(entry === undefined ? [] : [entry]), sheet === undefined ? words.page(page ?? 1) : words.sheet(sheet)].join(
    ' · ',
  );

const isPaged = ({ kind, pages }: ReadFile): boolean => pages > 1 || kind === 'pdf' || kind === 'image';
const hasSheets = (parts: readonly Part[]): boolean =>
  parts.some(({ spot }) => spot.sheet !== undefined && spot.entry === undefined);

const heading = ({ file, parts }: Shown, { words, width, paint }: Sheet): string[] => {
  const kinds: Record<string, string> = words.kinds;
  const size = hasSheets(parts) ? words.sheets(parts.length) : isPaged(file) ? words.pages(file.pages) : '';
  const facts = file.fault ? [] : [kinds[file.kind] ?? file.kind, size].filter((fact) => fact !== '');
  const title = file.title || file.source;
  const elsewhere = file.source !== file.url && /^https?:/iu.test(file.url) ? [readable(file.url)] : [];
  return [
    ...paragraph(oneLine(title), width).map((line) => paint(line, 'bold')),
    ...paragraph([...(title === file.source ? [] : [file.source]), ...facts].join(' · '), width),
    ...elsewhere,
  ].filter((line) => line !== '');
};

const partRuler = ({ file, parts }: Shown, part: Part, sheet: Sheet): string[] => {
  const { words, width } = sheet;
  const { spot, label, method, quality } = part;
  const how = [words.methods[method], ...(method === 'none' ? [] : [words.quality(percent(quality))])];
  const isPlain = method === 'text-layer';
  if (spot.entry !== undefined || spot.sheet !== undefined)
    return ruler([spotName(spot, sheet), ...(isPlain ? [] : how)].join(' · '), sheet);
  if (!isPaged(file) && parts.length === 1 && isPlain) return [''];
  const facts = [
    words.pageOf(spot.page ?? 1, Math.max(file.pages, spot.page ?? 1)),
    ...(label === undefined || label === `${spot.page}` ? [] : [words.pageLabel(label)]),
    ...how,
  ];
  // That a picture has no text goes without saying.
  const damage = part.damage.filter((code) => method !== 'ocr' || code !== 'no-text');
  const damaged = damage.map((code) => words.damages[code]).join(', ');
  return [
    ...ruler(facts.join(' · '), sheet),
    ...(damaged === '' ? [] : paragraph(`${words.damage}: ${damaged}`, width).map((line) => sheet.paint(line, 'dim'))),
  ];
};

/** What does not fit on a line goes on indented, so that the lines of the file can be told from those of the terminal. */
const textLines = ({ kind, text }: TextBlock, { width, paint }: Sheet): string[] => {
  if (kind === 'heading') return paragraph(running(text), width).map((line) => paint(line, 'bold'));
  if (kind === 'paragraph') return paragraph(running(text), width);
  return paragraph(running(text), width, kind === 'item' ? '• ' : '', '  ');
};

const partBody = (part: Part, sheet: Sheet): string[] => {
  const lines: string[] = [];
  let before = 'heading';
  for (const block of part.blocks) {
    if (block.region === 'template') continue;
    if (block.kind === 'heading' && before !== 'heading') lines.push('');
    before = block.kind;
    if (block.kind !== 'table') {
      lines.push(...textLines(block, sheet));
      continue;
    }
    const caption = ownCaption(block, part);
    const above =
      caption === null ? [] : paragraph(oneLine(caption), sheet.width).map((line) => sheet.paint(line, 'bold'));
    lines.push('', ...above, ...tableLines(seenRows(block), sheet.width), '');
  }
  return lines;
};

/** What all pages of a site share, in one paragraph: it is read, but no page is judged by it. */
const template = ({ parts }: Shown, sheet: Sheet): string[] => {
  const texts = parts
    .flatMap(({ blocks }) => blocks)
    .filter(({ region }) => region === 'template')
    .flatMap((block) => (block.kind === 'table' ? seenRows(block).flat() : [oneLine(block.text)]))
    .filter((text) => text !== '');
  if (texts.length === 0) return [];
  const shared = paragraph(texts.join(' · '), sheet.width).map((line) => sheet.paint(line, 'dim'));
  return [...ruler(sheet.words.template, sheet), ...shared];
};

/** Addresses stand on lines of their own and are never broken, so that they can be copied and clicked. */
const linkList = ({ parts }: Shown, sheet: Sheet): string[] => {
  const { words, width } = sheet;
  const links = parts.flatMap((part) => part.links);
  const main = links.filter(({ region }) => region === 'main');
  if (links.length === 0) return [];
  const hidden = links.length - main.length;
  return [
    ...ruler(words.links, sheet),
    ...main.flatMap(({ text, url }) => [
      ...(oneLine(text) === '' ? [] : paragraph(oneLine(text), width)),
      `  ${readable(url)}`,
    ]),
    ...(hidden === 0 ? [] : paragraph(words.moreLinks(hidden), width)),
  ];
};

/** The first entries of a list, and how many there are beside them. */
const some = (entries: readonly string[], { words }: Sheet): string[] => {
  const distinct = [...new Set(entries)];
  const left = distinct.length - listed;
  return left > 0 ? [...distinct.slice(0, listed), words.more(left)] : distinct;
};

const counted = (years: readonly number[], { words }: Sheet): string[] => {
  const counts = new Map<number, number>();
  for (const year of years) counts.set(year, (counts.get(year) ?? 0) + 1);
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([year, count]) => (count === 1 ? `${year}` : `${year} (${words.times(count)})`));
};

const yearsOf = (dates: readonly ReadDate[], kind: ReadDate['kind']): number[] =>
  dates
    .filter((date) => date.kind === kind)
    .flatMap(({ year, toYear = year }) => Array.from({ length: toYear - year + 1 }, (_, index) => year + index));

type Row = { name: string; entries: readonly string[]; separator?: string };

/** Days and months, a row for each fiscal year that they lie in. */
const dateRows = (dates: readonly ReadDate[], { words }: Sheet): Row[] => {
  const rows = new Map<number, string[]>();
  for (const { kind, fiscalYear, text } of dates) {
    if (kind !== 'date' || fiscalYear === null) continue;
    rows.set(fiscalYear, [...(rows.get(fiscalYear) ?? []), oneLine(text)]);
  }
  return [...rows].sort(([a], [b]) => a - b).map(([year, entries]) => ({ name: words.datesOf(year), entries }));
};

/** The rows of the summary that hold anything. */
const summaryRows = (shown: Shown, sheet: Sheet): Row[] => {
  const { words } = sheet;
  const { dates, people, contacts, doubts } = shown.file;
  const isSpread = shown.parts.length > 1;
  const remarks = (...all: string[]): string => (all.length === 0 ? '' : ` (${all.join(', ')})`);
  const pageIn = ({ page }: Spot): string[] => (isSpread && page !== undefined ? [words.page(page)] : []);
  const rows: Row[] = [
    { name: words.fiscalYears, entries: counted(yearsOf(dates, 'fiscal'), sheet) },
    { name: words.years, entries: counted(yearsOf(dates, 'year'), sheet) },
    { name: words.lawYears, entries: counted(yearsOf(dates, 'law'), sheet) },
    ...dateRows(dates, sheet),
    {
      name: words.people,
      entries: people.map((one) => oneLine(one.text) + remarks(...pageIn(one))),
    },
    { name: words.phones, entries: contacts.phones.map(({ text }) => oneLine(text)) },
    { name: words.emails, entries: contacts.emails.map(({ address }) => address) },
    {
      name: words.doubts,
      entries: doubts.map(({ text, witness, ...spot }) => {
        const said = witness === undefined ? [] : [words.witness(witness)];
        return oneLine(text) + remarks(...pageIn(spot), ...said);
      }),
      // Commas stand in the numbers themselves.
      separator: ' ·',
    },
  ];
  return rows.filter(({ entries }) => entries.length > 0);
};

/** The entries one after the other, none broken where it fits into a line. */
const packed = (entries: readonly string[], width: number, separator = ','): string[] => {
  const lines: string[] = [];
  entries.forEach((entry, index) => {
    const text = index === entries.length - 1 ? entry : entry + separator;
    const together = lines.length === 0 ? text : `${lines.at(-1)} ${text}`;
    if (displayWidth(together) <= width) lines.splice(-1, 1, together);
    else lines.push(...wrap(text, width));
  });
  return lines;
};

const summary = (shown: Shown, sheet: Sheet): string[] => {
  const rows = summaryRows(shown, sheet);
  if (rows.length === 0) return [];
  const margin = Math.max(...rows.map(({ name }) => displayWidth(name))) + 2;
  return [
    ...ruler(sheet.words.found, sheet),
    ...rows.flatMap(({ name, entries, separator }) =>
      packed(some(entries, sheet), sheet.width - margin, separator).map(
        (line, index) => padEnd(index === 0 ? name : '', margin) + line,
      ),
    ),
  ];
};

const troubles = ({ file, parts, pages }: Shown, sheet: Sheet): string[] => {
  const { words, width } = sheet;
  if (file.fault) return paragraph(`! ${file.fault.says}`, width, '', '  ');
  const chosenNothing = pages !== undefined && parts.length === 0 && file.gaps.length === 0;
  if (chosenNothing) return paragraph(`! ${words.noPages(pageList(pages))}`, width, '', '  ');
  if (file.gaps.length === 0) return [];
  return [
    ...ruler(words.gaps, sheet),
    ...file.gaps.flatMap(({ pages: gapPages, says }) =>
      paragraph(
        `! ${gapPages?.length ? `${sheet.words.pageRange(pageList(gapPages))}: ` : ''}${says}`,
        width,
        '',
        '  ',
      ),
    ),
  ];
};

/** No two empty lines in a row, and none at the end. */
const tidy = (lines: readonly string[]): string[] => {
  const tidied = lines
    .map((line) => line.trimEnd())
    .filter((line, index, all) => line !== '' || (all[index - 1] ?? '') !== '');
  return tidied.at(-1) === '' ? tidied.slice(0, -1) : tidied;
};

/** What the readers see of one file, for a terminal. Control characters of the file never reach it. */
export const readView = (original: Shown, { language, columns, colour }: ViewOptions): string => {
  const shown = cleanAll(original);
  const sheet: Sheet = {
    words: commandWords[language].read,
    width: Math.max(narrowest, columns),
    paint: paintWith(colour),
  };
  const lines = [
    ...heading(shown, sheet),
    ...shown.parts.flatMap((part) => [...partRuler(shown, part, sheet), ...partBody(part, sheet)]),
    ...template(shown, sheet),
    ...linkList(shown, sheet),
    ...summary(shown, sheet),
    ...troubles(shown, sheet),
  ];
  return `${tidy(lines).join('\n')}\n`;
};
