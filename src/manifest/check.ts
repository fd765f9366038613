import type { Mistake, Place } from '../model/errors.ts';
import type { Manifest } from '../model/manifest.ts';
import { nearest } from '../yaml/nearest.ts';
import type { PlaceOf } from '../yaml/read.ts';
import { manifestExamples } from './examples.ts';

type Path = Parameters<PlaceOf>[0];

const example = (path: string): { example?: string } =>
  manifestExamples[path] === undefined ? {} : { example: manifestExamples[path] };

const didYouMean = (word: string, candidates: readonly string[]): string => {
  const meant = nearest(word, candidates);
  return meant === undefined ? '' : `; did you mean "${meant}"?`;
};

/** What a schema cannot say of a manifest: names that must exist, and things that may stand only once. */
export const mistakesIn = (manifest: Manifest, placeOf: PlaceOf): Mistake[] => [
  ...divisionMistakes(manifest, placeOf),
  ...itemMistakes(manifest, placeOf),
  ...addressMistakes(manifest, placeOf),
];

const divisionMistakes = ({ divisions, items }: Manifest, placeOf: PlaceOf): Mistake[] => {
  const ids = divisions.map(({ id }) => id);
  const repeated = ids.flatMap((id, index): Mistake[] => {
    const first = ids.indexOf(id);
    if (first === index) return [];
    const { line } = placeOf(['divisions', first, 'id']);
    const message = `the division id "${id}" is already used${line === undefined ? '' : ` in line ${line}`}; every division needs its own id`;
    return [{ ...placeOf(['divisions', index, 'id']), message, example: `id: ${id}-2` }];
  });
  const unknown = Object.entries(items).flatMap(([item, { division }]): Mistake[] => {
    if (division === undefined || ids.includes(division)) return [];
    const known = ids.length === 0 ? 'the list "divisions" is empty' : `the divisions are ${ids.join(', ')}`;
    return [
      {
        ...placeOf(['items', item, 'division']),
        message: `"${division}" is not the id of a division${didYouMean(division, ids) || `; ${known}`}`,
        example: `division: ${nearest(division, ids) ?? ids[0] ?? 'strategy'}`,
      },
    ];
  });
  return [...repeated, ...unknown];
};

const itemMistakes = ({ items }: Manifest, placeOf: PlaceOf): Mistake[] => {
  if (Object.keys(items).length > 0) return [];
  return [
    {
      ...placeOf(['items'], 'key'),
      message: 'the manifest lists no items, so there is nothing to check; add every item that was submitted',
      ...example('items'),
    },
  ];
};

const addressMistakes = ({ agency, items }: Manifest, placeOf: PlaceOf): Mistake[] => {
  const mistakes: Mistake[] = [];
  const invalid = (url: string, path: Path): boolean => {
    if (URL.canParse(url)) return false;
    mistakes.push({ ...placeOf(path), message: `"${url}" is not a valid address`, ...example('agency.website') });
    return true;
  };
  invalid(agency.website, ['agency', 'website']);
  for (const [index, host] of (agency.alsoOwn ?? []).entries()) {
    if (!/[/:\s]/u.test(host)) continue;
    mistakes.push({
      ...placeOf(['agency', 'alsoOwn', index]),
      message: `"${host}": write only the name of the host, without https:// and without a path`,
      ...example('agency.alsoOwn.*'),
    });
  }
  for (const [item, { urls }] of Object.entries(items)) {
    const seen = new Map<string, Place>();
    for (const [index, url] of urls.entries()) {
      const path = ['items', item, 'urls', index];
      if (invalid(url, path)) continue;
      const address = new URL(url).href;
      const first = seen.get(address);
      if (first === undefined) seen.set(address, placeOf(path));
      else {
        const where = first.line === undefined ? '' : `, first in line ${first.line}`;
        mistakes.push({
          ...placeOf(path),
          message: `"${item}" lists the same address twice${where}: ${url}; take one out`,
        });
      }
    }
  }
  return mistakes;
};

/** The number that an id ends with, in Arabic or Thai digits. */
const numberIn = (id: string): number | undefined => {
  const digits = /[0-9\u0e50-\u0e59]+$/u.exec(id)?.[0];
  return digits === undefined
    ? undefined
    : Number(digits.replaceAll(/[\u0e50-\u0e59]/gu, (digit) => String(digit.charCodeAt(0) - 0x0e50)));
};

const elsewhere: PlaceOf = () => ({ file: 'manifest.yaml' });

/**
 * Compares a manifest with the rules of a year: items that the year does not have, or a manifest of another year.
 * An item that the manifest leaves out is no mistake; see `itemsNotListed`.
 * @param knownItemIds items of the ruleset, in its order
 * @param fiscalYear Buddhist year of the ruleset
 * @param placeOf finds the line in the file (`openManifest`)
 */
export const checkAgainstRules = (
  manifest: Manifest,
  knownItemIds: readonly string[],
  fiscalYear: number,
  placeOf: PlaceOf = elsewhere,
): Mistake[] => {
  if (manifest.fiscalYear !== fiscalYear) {
    return [
      {
        ...placeOf(['fiscalYear']),
        message: `the manifest is for fiscal year ${manifest.fiscalYear}, the rules are for ${fiscalYear}; the same item number means something else in another year`,
        example: `fiscalYear: ${fiscalYear}`,
      },
    ];
  }
  const known = new Set(knownItemIds);
  const range = `fiscal year ${fiscalYear} has ${knownItemIds.length} items, ${knownItemIds[0]} to ${knownItemIds.at(-1)}`;
  return Object.keys(manifest.items).flatMap((id): Mistake[] => {
    if (known.has(id)) return [];
    const number = numberIn(id);
    const meant =
      number === undefined ? nearest(id, knownItemIds) : knownItemIds.find((each) => numberIn(each) === number);
    const advice = meant === undefined ? 'it may belong to another year' : `did you mean "${meant}"?`;
    return [
      {
        ...placeOf(['items', id], 'key'),
        message: `there is no item "${id}": ${range}; ${advice}`,
        example: `${meant ?? knownItemIds[0]}:\n  urls:\n    - https://www.example.go.th/structure`,
      },
    ];
  });
};

/** The items of the year that the manifest says nothing about, in the order of the rules. */
export const itemsNotListed = (manifest: Manifest, knownItemIds: readonly string[]): string[] =>
  knownItemIds.filter((id) => !Object.hasOwn(manifest.items, id));
