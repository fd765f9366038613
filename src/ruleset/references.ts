import { basename } from 'node:path';
import type { CheckSpec } from '../model/check-spec.ts';
import type { Mistake } from '../model/errors.ts';
import type { Item, Weights } from '../model/ruleset.ts';
import { nearest } from '../yaml/nearest.ts';
import type { PlaceOf } from '../yaml/read.ts';
import type { Opened, OpenedRuleset } from './opened.ts';

type Path = Parameters<PlaceOf>[0];
type Name = { kind: string; name: string; known: readonly string[]; path: Path };

const list = (known: readonly string[]): string => (known.length <= 12 ? `; known are ${known.join(', ')}` : '');

const unknownName = (placeOf: PlaceOf, { kind, name, known, path }: Name): Mistake[] => {
  if (known.includes(name)) return [];
  const meant = nearest(name, known);
  return [
    { ...placeOf(path), message: `there is no ${kind} "${name}"${meant ? `; did you mean "${meant}"?` : list(known)}` },
  ];
};

type Known = {
  words: string[];
  fields: string[];
  posts: string[];
  groups: string[];
  channels: string[];
  forms: string[];
};

/** Every name that a check takes from the lexicon or the forms. */
const namesOf = (spec: CheckSpec, known: Known, path: Path): Name[] => {
  const one = (kind: string, name: string | undefined, among: readonly string[], key: string): Name[] =>
    name === undefined ? [] : [{ kind, name, known: among, path: [...path, key] }];
  const many = (kind: string, names: readonly string[], among: readonly string[], key: string): Name[] =>
    names.map((name, index) => ({ kind, name, known: among, path: [...path, key, index] }));
  switch (spec.check) {
    case 'text-present':
      return [
        ...one('word list', spec.words, known.words, 'words'),
        ...one('word list', spec.before, known.words, 'before'),
        ...one('word list', spec.doubt, known.words, 'doubt'),
        ...one('word list', spec.not, known.words, 'not'),
        ...one('word list', spec.unless, known.words, 'unless'),
        ...one('field', spec.named, known.fields, 'named'),
        ...many('field', spec.besides ?? [], known.fields, 'besides'),
      ];
    case 'entries-at-least':
      return [
        ...one('word list', spec.words, known.words, 'words'),
        ...one('word list', spec.not, known.words, 'not'),
        ...one('word list', spec.besides, known.words, 'besides'),
        ...one('word list', spec.none, known.words, 'none'),
      ];
    case 'covers-period':
      return one('word list', spec.words, known.words, 'words');
    case 'fields-present':
      return [
        ...many('field', spec.fields, known.fields, 'fields'),
        ...one('word list', spec.none, known.words, 'none'),
      ];
    case 'each-complete':
      return [
        ...one('field', spec.field, known.fields, 'field'),
        ...many('field', spec.among ?? [], known.fields, 'among'),
      ];
    case 'same-things':
      return [
        ...one('field', spec.field, known.fields, 'field'),
        ...many('field', spec.reported, known.fields, 'reported'),
      ];
    case 'people-listed':
      return one('group of posts', spec.posts, known.groups, 'posts');
    case 'posts-covered':
      return many('post', spec.posts, known.posts, 'posts');
    case 'channel-link':
    case 'linked-from-home':
      return many('channel', spec.channels, known.channels, 'channels');
    case 'form-filled':
      return one('form', spec.form, known.forms, 'form');
    case 'manual':
      return [...one('word list', spec.at, known.words, 'at'), ...one('word list', spec.unless, known.words, 'unless')];
    default:
      return [];
  }
};

const fileNameOf = (item: Item): string => `o${item.id.slice(1).padStart(2, '0')}.yaml`;
const isMisplaced = ({ value, file }: Opened<Item>): boolean => basename(file) !== fileNameOf(value);

const elementMistakes = (opened: Opened<Item>, known: Known): Mistake[] => {
  const { value: item, placeOf } = opened;
  const misplaced = isMisplaced(opened);
  const documents = Object.keys(item.documents);
  const ids = item.elements.map((element) => element.id);
  return item.elements.flatMap((element, index): Mistake[] => {
    const path = ['elements', index];
    const lists = (['all', 'any', 'none'] as const).flatMap((key) =>
      (element[key] ?? []).map((spec, at) => ({ spec, path: [...path, key, at] })),
    );
    const mistakes: Mistake[] = [];
    if (!element.id.startsWith(`${item.id}.`) && !misplaced) {
      mistakes.push({
        ...placeOf([...path, 'id']),
        message: `"${element.id}" is not an element of ${item.id}`,
        example: `id: ${item.id}.${index + 1}`,
      });
    }
    if (ids.indexOf(element.id) !== index) {
      mistakes.push({
        ...placeOf([...path, 'id']),
        message: `"${element.id}" is already used above; every element needs its own id`,
      });
    }
    if (lists.length === 0) {
      mistakes.push({
        ...placeOf(path),
        message: `${element.id} has no checks; name at least one under "all", "any" or "none"`,
        example: 'all:\n- check: document-present',
      });
    }
    if (element.of !== undefined) {
      mistakes.push(
        ...unknownName(placeOf, { kind: 'document', name: element.of, known: documents, path: [...path, 'of'] }),
      );
    }
    for (const { spec, path: at } of lists) {
      if (spec.check === 'covers-fiscal-year') {
        const subject = element.of === undefined ? undefined : item.documents[element.of];
        if (!subject || (spec.fiscalYears === undefined && subject.fiscalYear === undefined)) {
          mistakes.push({
            ...placeOf(at),
            message: 'covers-fiscal-year needs a document with a fiscalYear; name it with "of" in the element',
            example: 'of: report   # and in documents:\nreport: { titles: annual-report-titles, fiscalYear: 2567 }',
          });
        }
      }
      mistakes.push(...namesOf(spec, known, at).flatMap((name) => unknownName(placeOf, name)));
    }
    return mistakes;
  });
};

const itemMistakes = (opened: Opened<Item>, known: Known, subIndicators: readonly string[]): Mistake[] => {
  const { value: item, placeOf } = opened;
  return [
    ...(isMisplaced(opened)
      ? [{ ...placeOf(['id']), message: `item ${item.id} must stand in a file called ${fileNameOf(item)}` }]
      : []),
    ...unknownName(placeOf, {
      kind: 'sub-indicator',
      name: item.subIndicator,
      known: subIndicators,
      path: ['subIndicator'],
    }),
    ...Object.entries(item.documents).flatMap(([name, subject]) => [
      ...unknownName(placeOf, {
        kind: 'word list',
        name: subject.titles,
        known: known.words,
        path: ['documents', name, 'titles'],
      }),
      ...(['not', 'others'] as const).flatMap((key) => {
        const list = subject[key];
        return list === undefined
          ? []
          : unknownName(placeOf, { kind: 'word list', name: list, known: known.words, path: ['documents', name, key] });
      }),
    ]),
    ...elementMistakes(opened, known),
    ...(item.levels ?? []).flatMap((level, index) =>
      level.requires.flatMap((name, at) =>
        unknownName(placeOf, {
          kind: 'element',
          name,
          known: item.elements.map((element) => element.id),
          path: ['levels', index, 'requires', at],
        }),
      ),
    ),
  ];
};

const almost = 1e-6;

/** What shares are given for: every one of `names`, which are called `kind`, and nothing else. */
type Members = { kind: string; names: readonly string[] };

const weightMistakes = (weights: Weights, { kind, names }: Members, placeOf: PlaceOf, path: Path): Mistake[] => {
  const at = [...path, 'shares'];
  const sum = Object.values(weights.shares).reduce((total, share) => total + share, 0);
  const keys = Object.keys(weights.shares);
  const missing = names.filter((name) => !keys.includes(name));
  const strange = keys.filter((key) => !names.includes(key));
  return [
    ...(Math.abs(sum - 100) < almost ? [] : [{ ...placeOf(at), message: `these shares add up to ${sum}, not to 100` }]),
    ...(missing.length === 0 ? [] : [{ ...placeOf(at), message: `a share is missing for ${missing.join(', ')}` }]),
    ...(strange.length === 0 ? [] : [{ ...placeOf(at), message: `there is no ${kind} ${strange.join(', ')}` }]),
  ];
};

/** Part marks beside the items must name items and elements that are there. */
const partMarkMistakes = ({ ruleset, items }: OpenedRuleset): Mistake[] =>
  Object.entries(ruleset.value.partMarks).flatMap(([id, { alternatives }]) => {
    const item = items.find(({ value }) => value.id === id)?.value;
    if (!item) return [{ ...ruleset.placeOf(['partMarks', id], 'key'), message: `there is no item ${id}` }];
    const known = item.elements.map((element) => element.id);
    return alternatives.flatMap((marks, at) =>
      marks.flatMap(({ requires }, index) =>
        requires.flatMap((name, n) =>
          unknownName(ruleset.placeOf, {
            kind: 'element',
            name,
            known,
            path: ['partMarks', id, 'alternatives', at, index, 'requires', n],
          }),
        ),
      ),
    );
  });

/**
 * What no schema can see: names that lead nowhere, weights that do not add up, ids that stand twice. Weights of items
 * are compared only when every item could be read and stands in its file, so that one slip does not show as many.
 */
export const mistakesAcross = (opened: OpenedRuleset, { complete }: { complete: boolean }): Mistake[] => {
  const { lexicon, ruleset, items, formNames } = opened;
  const known: Known = {
    words: Object.keys(lexicon.value.words),
    fields: Object.keys(lexicon.value.fields),
    posts: Object.keys(lexicon.value.posts),
    groups: Object.keys(lexicon.value.postGroups),
    channels: Object.keys(lexicon.value.channels),
    forms: formNames,
  };
  const subIndicators = ruleset.value.subIndicators.map(({ id }) => id);
  const indicators = ruleset.value.indicators.map(({ id }) => id);
  const { placeOf } = ruleset;
  return [
    ...Object.entries(lexicon.value.postGroups).flatMap(([group, posts]) =>
      posts.flatMap((name, index) =>
        unknownName(lexicon.placeOf, { kind: 'post', name, known: known.posts, path: ['postGroups', group, index] }),
      ),
    ),
    ...items.flatMap((one) => itemMistakes(one, known, subIndicators)),
    ...ruleset.value.subIndicators.flatMap((sub, index) => [
      ...unknownName(placeOf, {
        kind: 'indicator',
        name: sub.indicator,
        known: indicators,
        path: ['subIndicators', index, 'indicator'],
      }),
      ...(complete && !items.some(isMisplaced)
        ? weightMistakes(
            sub.weights,
            {
              kind: `item of ${sub.id}`,
              names: items.filter(({ value }) => value.subIndicator === sub.id).map(({ value }) => value.id),
            },
            placeOf,
            ['subIndicators', index, 'weights'],
          )
        : []),
    ]),
    ...ruleset.value.indicators.flatMap((indicator, index) =>
      weightMistakes(
        indicator.weights,
        {
          kind: `sub-indicator of ${indicator.id}`,
          names: ruleset.value.subIndicators.filter((sub) => sub.indicator === indicator.id).map(({ id }) => id),
        },
        placeOf,
        ['indicators', index, 'weights'],
      ),
    ),
    ...(complete ? partMarkMistakes(opened) : []),
    ...weightMistakes(ruleset.value.oit, { kind: 'indicator', names: indicators }, placeOf, ['oit']),
    ...weightMistakes(
      ruleset.value.ita,
      { kind: 'instrument', names: Object.keys(ruleset.value.instruments) },
      placeOf,
      ['ita'],
    ),
  ];
};
