import { skeleton } from '../thai/fold.ts';
import type { Phrases } from '../thai/phrases.ts';
import { foldedOf, type Matter, type Unit } from './matter.ts';
import { oncePerText } from './once.ts';

/** Units at the head of a source, where it says what it is about. */
export const headUnits = 40;
const openingUnits = 12;
const headingUnits = 6;
const longestEntry = 24;

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
  let counted = 0;
  return matter.units
    .filter((unit) => !unit.link)
    .slice(0, headUnits)
    .filter((unit) => {
      // The entries of a menu come before what a page says.
      if (unit.kind !== 'line' || unit.end - unit.start > longestEntry) counted++;
      return unit.kind === 'heading' || counted <= openingUnits;
    });
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

/** Tells whether a folded text hardly says more than one of the names of a source, or a part of that. */
export const repeatsNames = (names: readonly string[]): ((folded: string) => boolean) => {
  const parts = names
    .flatMap((name) => name.split(/\s[-–—|:]\s/u))
    .map(skeleton)
    .filter(({ length }) => length >= fewestNamed);
  return (text) =>
    parts.some((part) => part.includes(text) || (text.includes(part) && text.length - part.length <= mostBesides));
};

/** Tells what only says how a source is called: headings, its first words, and lines that repeat its name. */
export const callingOf = (matter: Matter): ((unit: Unit) => boolean) => {
  const { names, units } = headOf(matter);
  const repeatsName = repeatsNames(names);
  return (unit) => unit.kind === 'heading' || units.has(unit) || repeatsName(foldedOf(matter, unit));
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
export const startOf: (matter: Matter, titles: Phrases) => number = oncePerText((matter, titles: Phrases) => {
  const title = openingOf(matter).find((unit) => {
    if (unit.end - unit.start > longestTitle) return false;
    const hit = titles.first(foldedOf(matter, unit));
    return hit !== null && hit.start <= longestLeadIn;
  });
  return title?.index ?? 0;
});
