import { type Content, ownName, type Part, type Table } from './content.ts';
import {
  changed,
  type Path,
  type Placed,
  partsIn,
  provenBy,
  withBlankColumn,
  withoutColumn,
  withPart,
} from './parts.ts';

/** Mutations of a content, each exactly one at a time, and the elements that each must cost. */

export const harmful = ['delete', 'blank', 'wrong-year', 'only-in-menu', 'only-criteria', 'other-agency'] as const;
export const harmless = [
  'lost-am',
  'split-am',
  'decomposed-am',
  'thai-digits',
  'two-e-for-ae',
  'wide-spaces-and-zero-width',
] as const;
export const mutations = ['none', ...harmful, ...harmless] as const;
export type Mutation = (typeof mutations)[number];

export type Spoiling = {
  mutation: Mutation;
  /** Counts from 1 within the mutation. */
  number: number;
  content: Content;
  /** Words that the site's menu says besides what it says anyway. */
  menu: readonly string[];
  /** Elements that are no longer met, and no others. */
  spoilt: readonly string[];
};

/** A place that proves something: a part, or a column of a table. */
type Site = { placed: Placed; column: number | null; spoilt: string[] };

const sitesOf = (parts: readonly Part[]): Site[] =>
  partsIn(parts).flatMap((placed): Site[] => {
    const { part } = placed;
    const whole = (part.proves ?? []).length > 0 ? [{ placed, column: null, spoilt: provenBy(part) }] : [];
    if (part.kind !== 'table' || part.columns.length < 2) return whole;
    const columns = part.columns.flatMap(({ proves = [] }, column) =>
      proves.length > 0 ? [{ placed, column, spoilt: [...proves] }] : [],
    );
    return [...whole, ...columns];
  });

const tableAt = ({ placed: { part } }: Site): Table => {
  if (part.kind !== 'table') throw new Error('a column of something that is no table');
  return part;
};

const remainderOf = (site: Site): Part[] => (site.column === null ? [] : [withoutColumn(tableAt(site), site.column)]);

const without = ({ parts }: Content, site: Site, instead: readonly Part[] = []): Part[] =>
  withPart(parts, site.placed.path, [...instead, ...remainderOf(site)]);

const isBelow = (path: Path, above: Path): boolean => above.every((at, index) => path[index] === at);

/** Whether a heading, or the end, follows: what else follows an emptied section would seem to stand in it. */
const endsItself = (parts: readonly Part[], { path, level }: Placed): boolean => {
  const all = partsIn(parts);
  const at = all.findIndex((other) => other.path === path || `${other.path}` === `${path}`);
  const next = all.slice(at + 1).find((other) => !isBelow(other.path, path));
  return next === undefined || next.level <= level;
};

const blanked = (content: Content, site: Site): Part[] | null => {
  const { part, path } = site.placed;
  if (site.column !== null) return withPart(content.parts, path, [withBlankColumn(tableAt(site), site.column)]);
  if (part.kind !== 'section' || !endsItself(content.parts, site.placed)) return null;
  return withPart(content.parts, path, [{ ...part, parts: [] }]);
};

const longestEntry = 60;

/**
 * What a menu can say of a part: how it is headed, or what stands before the colon. What holds data of its own, or is
 * a way somewhere, would still be there when it stands in the menu.
 */
const menuEntriesOf = (site: Site): string[] => {
  const { part } = site.placed;
  if (partsIn([part]).some(({ part: { kind } }) => ['link', 'form', 'frame', 'people'].includes(kind))) return [];
  const entries = (() => {
    if (site.column !== null) return [tableAt(site).columns[site.column]?.title ?? ''];
    switch (part.kind) {
      case 'section':
        return [part.title];
      case 'heading':
        return [part.text];
      case 'table':
        return part.caption === undefined ? part.columns.map(({ title }) => title) : [part.caption];
      case 'paragraph':
        return [part.text.split(/[:：]/u)[0] ?? ''];
      case 'list':
        return part.items.map((item) => item.split(/[:：]/u)[0] ?? '');
      default:
        return [];
    }
  })();
  const isLabel = (entry: string): boolean =>
    entry !== '' && entry.length <= longestEntry && !/[@]|\d{3}(?!\d)|[๐-๙]{5}/u.test(entry.replace(/25\d\d/gu, ''));
  return entries.every(isLabel) ? entries.map((entry) => entry.trim()) : [];
};

const isThaiDigit = /[๐-๙]/u;
const toArabic = (text: string): string => text.replace(/[๐-๙]/gu, (digit) => String(digit.charCodeAt(0) - 0x0e50));
const toThai = (text: string): string => text.replace(/\d/gu, (digit) => String.fromCharCode(0x0e50 + Number(digit)));

const yearsBack = 3;
/** Years about the matter's own are its as well: the quarter before, the span of the plan, what it is compared with. */
const yearsBefore = 2;
const yearsAfter = 3;

/** Not part of an amount, nor of a telephone number. */
const fullYear = /(?<![\d๐-๙.,]|(?<!\d)0\d{0,2}-(?:\d+-)?)(?:25|๒๕)[\d๐-๙]{2}(?![\d๐-๙]|[.,][\d๐-๙])/gu;
/** Behind a month or the word year, alone or as the end of a span of years. */
const shortYear =
  /(?<=(?:\.\s?[ก-ฮ]\.|คม|ยน|พันธ์|ปี|ปีงบประมาณ|\/)\s?'?)(?<![\d๐-๙])[\d๐-๙]{2}(?![\d๐-๙.,/:%]|\s*(?:โครงการ|คน|ราย|เรื่อง|วัน|ครั้ง|บาท|ปี))/gu;

/** All years of a text near the one it is about put back; other ones, as those of laws, stay. */
export const withYearsBack = (text: string, fiscalYear: number): string => {
  const back = (digits: string, year: number): string => {
    if (year < fiscalYear - yearsBefore || year > fiscalYear + yearsAfter) return digits;
    const older = String(year - yearsBack).slice(-digits.length);
    return isThaiDigit.test(digits) ? toThai(older) : older;
  };
  return text
    .replace(fullYear, (digits) => back(digits, Number(toArabic(digits))))
    .replace(shortYear, (digits) => back(digits, 2500 + Number(toArabic(digits))));
};

const otherName = 'เทศบาลตำบลห้วยไผ่งาม';
const ownRank = ownName.replace('เทศบาล', '');
const otherRank = otherName.replace('เทศบาล', '');
const ownPlace = ownRank.replace('เมือง', '');
const otherPlace = otherRank.replace('ตำบล', '');

const addressOfOther = (url: string): string => url.replace(/th?ung-?th?ong/giu, 'huaiphaingam');
const ofOther = (text: string): string =>
  addressOfOther(text.replaceAll(ownRank, otherRank).replaceAll(ownPlace, otherPlace));

/** Runs of Latin letters that are one address: nobody writes them otherwise. */
const addresses = /(?:https?:\/\/|www\.)[^\s]+|[\w.+-]+@[\w.-]+|@\w+/gu;
const outsideAddresses =
  (change: (text: string) => string) =>
  (text: string): string => {
    let rest = '';
    let from = 0;
    for (const match of text.matchAll(addresses)) {
      rest += change(text.slice(from, match.index)) + match[0];
      from = match.index + match[0].length;
    }
    return rest + change(text.slice(from));
  };

const damages: Record<(typeof harmless)[number], (text: string) => string> = {
  'lost-am': (text) => text.replaceAll('ำ', 'า'),
  'split-am': (text) => text.replaceAll('ำ', ' า'),
  'decomposed-am': (text) => text.replaceAll('ำ', 'ํา'),
  'thai-digits': outsideAddresses(toThai),
  'two-e-for-ae': (text) => text.replaceAll('แ', 'เเ'),
  'wide-spaces-and-zero-width': outsideAddresses((text) =>
    text.replace(/(?<=[ก-ฮ])(?=[ก-ฮ])/gu, '\u200b').replaceAll(' ', ' \u00a0 '),
  ),
};

/** Every ำ of a text layer without its ring, as most word processors' prints have it. */
export const withoutRings = (content: Content): Content => changed(content, { text: damages['lost-am'] });

/** The content as it is, and spoilt in every way that there is; `counted` are the counted elements of its item. */
export const spoilings = (content: Content, counted: readonly string[]): Spoiling[] => {
  const sites = sitesOf(content.parts);
  const found: Omit<Spoiling, 'number'>[] = [{ mutation: 'none', content, menu: [], spoilt: [] }];
  const add = (mutation: Mutation, spoilt: readonly string[], parts: Part[], menu: readonly string[] = []): void => {
    found.push({ mutation, content: { ...content, parts }, menu, spoilt });
  };
  for (const site of sites) add('delete', site.spoilt, without(content, site));
  for (const site of sites) {
    const parts = blanked(content, site);
    if (parts !== null) add('blank', site.spoilt, parts);
  }
  const { fiscalYear, yearProves } = content;
  if (fiscalYear !== null && yearProves.length > 0) {
    const back = (text: string): string => withYearsBack(text, fiscalYear);
    const older = changed(content, { text: back, url: back });
    found.push({ mutation: 'wrong-year', content: older, menu: [], spoilt: yearProves });
  }
  for (const site of sites) {
    const menu = menuEntriesOf(site);
    if (menu.length > 0) add('only-in-menu', site.spoilt, without(content, site), menu);
  }
  for (const site of sites)
    add('only-criteria', site.spoilt, without(content, site, [{ kind: 'paragraph', text: content.criteria }]));
  const moved = changed(content, { text: ofOther, url: addressOfOther });
  const title = moved.title.includes(otherPlace) ? moved.title : `${moved.title} ${otherName}`;
  const all = counted.filter((id) => !content.leftOut?.includes(id));
  found.push({ mutation: 'other-agency', content: { ...moved, title }, menu: [], spoilt: all });
  for (const mutation of harmless)
    found.push({ mutation, content: changed(content, { text: damages[mutation] }), menu: [], spoilt: [] });
  const numbers = new Map<Mutation, number>();
  return found.map((spoiling) => {
    const number = (numbers.get(spoiling.mutation) ?? 0) + 1;
    numbers.set(spoiling.mutation, number);
    return { ...spoiling, number };
  });
};
