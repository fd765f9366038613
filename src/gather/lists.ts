import type { Link, Reading } from '../model/evidence.ts';
import { findDates } from '../thai/dates.ts';
import { arabicDigits } from '../thai/digits.ts';
import { fold } from '../thai/fold.ts';
import { normaliseUrl } from './url.ts';

/** Fewer dates say nothing about the order of a list. */
const fewestDates = 3;
/** Letters that are searched for dates: lists are short. */
const longestList = 60_000;

/** The words of a link, without the arrows around them. */
const bareText = (text: string): string => fold(text).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{M}\p{N}]+$/gu, '');

const numbered = (url: URL): string => url.pathname.replace(/\/(?:page\/)?\d+\/?$/u, '/').replace(/\/$/u, '');

/** Whether two addresses may be parts of one list: the same place, but for numbers. */
const isSameList = (one: string, other: string): boolean => {
  const [a, b] = [new URL(one), new URL(other)];
  if (a.host !== b.host || numbered(a) !== numbered(b)) return false;
  return [...a.searchParams].every(([name, value]) => /^\d*$/u.test(value) || b.searchParams.get(name) === value);
};

/**
 * The address of the next part of a list: by a link that says so, else by the number of that part. Null where the page
 * leads to none.
 * @param part number of the part that the page shows, from 1
 */
export function nextPart(reading: Reading, url: string, part: number, nextTexts: readonly string[]): string | null {
  const words = new Set(nextTexts.map(bareText));
  const targetOf = (link: Link): string | null => {
    const target = link.embedded ? null : normaliseUrl(link.url);
    return target !== null && target !== url && isSameList(url, target) ? target : null;
  };
  let byNumber: string | null = null;
  for (const link of reading.links) {
    const text = bareText(link.text);
    const says = text !== '' && words.has(text);
    const counts = byNumber === null && arabicDigits(link.text).trim() === String(part + 1);
    if (!says && !counts) continue;
    const target = targetOf(link);
    if (target !== null && says) return target;
    byNumber ??= target;
  }
  return byNumber;
}

/** Whether a link only turns to another part of the list that a page shows a part of. */
export const turnsList = (label: string, url: string, pageUrl: string, nextTexts: readonly string[]): boolean => {
  const text = bareText(label);
  const isTurn = /^\d{1,4}$/u.test(arabicDigits(text)) || nextTexts.some((next) => bareText(next) === text);
  return isTurn && isSameList(pageUrl, url);
};

const textOf = ({ blocks }: Reading): string => {
  let text = '';
  for (const block of blocks) {
    if (block.region !== 'main') continue;
    text +=
      block.kind === 'table'
        ? `${block.rows
            .flat()
            .map((cell) => cell.text)
            .join('\n')}\n`
        : `${block.text}\n`;
    if (text.length > longestList) break;
  }
  return text;
};

/**
 * Whether a list has come to entries from before a fiscal year: lists show the newest first. Half of its dates decide,
 * because entries speak of older years too.
 * @param fiscalYear Buddhist year, which begins on 1 October of the year before
 */
export function isBefore(reading: Reading, fiscalYear: number): boolean {
  const months = findDates(textOf(reading))
    .map(({ year, month }) => year * 12 + month)
    .sort((a, b) => a - b);
  const middle = months[Math.floor(months.length / 2)];
  return months.length >= fewestDates && middle !== undefined && middle < (fiscalYear - 1) * 12 + 10;
}
