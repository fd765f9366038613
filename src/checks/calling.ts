import { skeleton } from '../thai/fold.ts';
import type { Phrases } from '../thai/phrases.ts';
import { foldedOf, type Matter, type Unit } from './matter.ts';

/** Units at the head of a source, where it says what it is about. */
export const headUnits = 40;
const openingUnits = 12;
const headingUnits = 6;

/** How a visitor sees a source called, most telling first. */
export const namesOf = ({ source }: Matter): string[] =>
  [source.title, source.fileName, ...source.calledBy].filter((name) => name !== '');

/** Whether a text holds one of the titles, and nothing that only looks like one. */
export const holds = (text: string, titles: Phrases, not: Phrases | null): boolean => {
  const folded = skeleton(text);
  return titles.first(folded) !== null && (not === null || not.first(folded) === null);
};

/** What a source opens with: its first units and the headings of its head. */
export const openingOf = (matter: Matter): Unit[] => {
  const units = matter.units.filter((unit) => !unit.link).slice(0, headUnits);
  return units.filter((unit, index) => unit.kind === 'heading' || index < openingUnits);
};

/** What says what a source is about: how it is called, and the title that it opens with. */
export const headOf = (matter: Matter): { names: string[]; units: ReadonlySet<Unit> } => {
  const units = matter.units.filter((unit) => !unit.link).slice(0, headingUnits);
  return {
    names: namesOf(matter),
    units: new Set(units.filter((unit, index) => index < 1 || unit.kind === 'heading')),
  };
};

const fewestNamed = 10;
const mostBesides = 30;

/** Tells what only says how a source is called: headings, its first words, and lines that repeat its name. */
export const callingOf = (matter: Matter): ((unit: Unit) => boolean) => {
  const { names, units } = headOf(matter);
  const parts = names
    .flatMap((name) => name.split(/\s[-–—|:]\s/u))
    .map(skeleton)
    .filter(({ length }) => length >= fewestNamed);
  return (unit) => {
    const text = foldedOf(matter, unit);
    const repeats = parts.some((part) => text.includes(part) && text.length - part.length <= mostBesides);
    return unit.kind === 'heading' || units.has(unit) || repeats || parts.some((part) => part.includes(text));
  };
};

/** Where a source says its name: its title, and lines that repeat it or how it is called. */
export const isNaming = (matter: Matter, titles: Phrases): ((unit: Unit) => boolean) => {
  const title = openingOf(matter).find((unit) => titles.first(foldedOf(matter, unit)) !== null);
  const names = [...namesOf(matter).map(skeleton), ...(title ? [foldedOf(matter, title)] : [])];
  return (unit) => unit === title || names.some((name) => name.includes(foldedOf(matter, unit)));
};

/** Where a source is called: its title, headings and lines that repeat its name. */
export const isCalling = (matter: Matter, titles: Phrases): ((unit: Unit) => boolean) => {
  const names = isNaming(matter, titles);
  return (unit) => unit.kind === 'heading' || names(unit);
};

/** Folded letters of a paragraph before a title: one that stands later is mentioned in passing. */
export const longestLeadIn = 120;
/** Folded letters of a unit that is a title. */
export const longestTitle = 200;

/** The unit that a document begins with: its title, where pages show menus and news before; the first one else. */
export const startOf = (matter: Matter, titles: Phrases): number =>
  openingOf(matter).find((unit) => {
    if (unit.end - unit.start > longestTitle) return false;
    const hit = titles.first(foldedOf(matter, unit));
    return hit !== null && hit.start <= longestLeadIn;
  })?.index ?? 0;
