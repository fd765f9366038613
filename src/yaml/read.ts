import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import type { z } from 'zod';
import type { Mistake, Place } from '../model/errors.ts';
import { explain } from './explain.ts';
import type { Path } from './shape.ts';
import { adviceFor, indentation, unclosedQuote, unknownAlias } from './syntax.ts';

/** Finds the line and column of a value, or of its key; of the nearest group around it where it does not exist. */
export type PlaceOf = (path: Path, part?: 'value' | 'key') => Place;
export type Reading<T> = { value: T; placeOf: PlaceOf } | { mistakes: Mistake[] };

/** Repeating a part by *name is allowed, but not often enough to blow a small file up into a huge one. */
const mostAliases = 20;
const tooDeep = 'lists or groups are nested too deeply';

/**
 * Reads one YAML 1.2 file and validates it. All mistakes come together, in the order of the file.
 * @param file how the file is called in the mistakes
 * @param examples correct examples by dotted path, with `*` for any key or position ("divisions.*.id")
 */
export const readYaml = <T>(
  text: string,
  file: string,
  schema: z.ZodType<T>,
  examples: Readonly<Record<string, string>> = {},
): Reading<T> => {
  const source = text.startsWith('\ufeff') ? text.slice(1) : text;
  const lines = new LineCounter();
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(Math.min(offset, source.length));
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const lineAt = (offset: number): string => {
    const end = source.indexOf('\n', offset);
    return source.slice(offset === 0 ? 0 : source.lastIndexOf('\n', offset - 1) + 1, end < 0 ? undefined : end);
  };

  const unreadable = wrongEncoding(source, file);
  if (unreadable) return { mistakes: [unreadable] };
  const parsed = parse(source, lines);
  const stray = replaceStrayAliases(parsed);
  const content = plainValue(parsed);
  if ('problem' in content && content.problem === tooDeep) return { mistakes: [{ ...at(0), message: tooDeep }] };

  const slips = [...syntaxSlips(parsed, stray, at, lineAt), ...misreadKeys(parsed, at)];
  if ('problem' in content) {
    return { mistakes: inOrder([...slips, ...(slips.length ? [] : [{ ...at(0), message: content.problem }])]) };
  }

  const placeOf: PlaceOf = (path, part = 'value') => at(offsetOf(parsed, path, part));
  if (content.value === null && slips.length === 0) {
    return { mistakes: [{ file, line: 1, column: 1, message: 'the file is empty', ...rootExample(examples) }] };
  }
  const checked = schema.safeParse(content.value);
  if (checked.success && slips.length === 0) return { value: checked.data, placeOf };

  const explained = checked.success
    ? []
    : explain(checked.error.issues, {
        value: content.value,
        schema,
        examples,
        spelling: (path) => spellingOf(parsed, path),
      });
  // Behind a slip of writing the parser guesses; what it guessed must not be held against the writer.
  const trusted = firstGuess(parsed);
  const meaning = explained
    .filter(({ path, about }) => endOf(parsed, path, about) <= trusted)
    .map(({ path, about, ...words }): Mistake => ({ ...placeOf(path, about === 'key' ? 'key' : 'value'), ...words }));
  return { mistakes: inOrder([...slips, ...meaning]) };
};

const rootExample = (examples: Readonly<Record<string, string>>): { example?: string } =>
  examples[''] === undefined ? {} : { example: examples[''] };

const inOrder = (mistakes: Mistake[]): Mistake[] =>
  mistakes.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));

/** A file in windows-874 or UTF-16 that was read as UTF-8 shows replacement characters or zero bytes. */
const wrongEncoding = (source: string, file: string): Mistake | undefined => {
  const offset = source.search(/[\ufffd\0]/u);
  if (offset < 0) return undefined;
  const before = source.slice(0, offset).split('\n');
  return {
    file,
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
    message: 'the file is not saved as UTF-8, so its Thai text cannot be read. Save it again as "UTF-8"',
  };
};

const parse = (source: string, lineCounter: LineCounter): Document.Parsed =>
  parseDocument(source, {
    lineCounter,
    prettyErrors: false,
    strict: true,
    uniqueKeys: true,
    schema: 'core',
    logLevel: 'error',
  });

/**
 * Text that begins with * is read as a repetition of a part that was never named. It is put back as the text it was
 * meant to be, so that everything else in the file can still be judged.
 * @returns where such texts stand
 */
const replaceStrayAliases = (document: Document.Parsed): number[] => {
  const anchors = new Set<string>();
  const offsets: number[] = [];
  visit(document, {
    Node(_, node) {
      if (!isAlias(node)) {
        if (node.anchor) anchors.add(node.anchor);
        return undefined;
      }
      if (anchors.has(node.source)) return undefined;
      offsets.push(node.range?.[0] ?? 0);
      const text = document.createNode(`*${node.source}`);
      text.range = node.range;
      return text;
    },
  });
  return offsets;
};

const plainValue = (document: Document.Parsed): { value: unknown } | { problem: string } => {
  if (document.errors.some(({ message }) => message.includes('call stack'))) return { problem: tooDeep };
  try {
    return { value: document.toJS({ maxAliasCount: mostAliases }) };
  } catch (error) {
    if (error instanceof RangeError) return { problem: tooDeep };
    if (error instanceof ReferenceError) return { problem: 'parts of the file repeat each other (& and *) too often' };
    throw error;
  }
};

const problems = (document: Document.Parsed): YAMLError[] => [...document.errors, ...document.warnings];

const syntaxSlips = (
  document: Document.Parsed,
  stray: readonly number[],
  at: (offset: number) => Place,
  lineAt: (offset: number) => string,
): Mistake[] => {
  const seen = new Set<number>();
  const disturbed = new Set<number>();
  const slips: Mistake[] = [];
  const add = (offset: number, words: { message: string; example?: string }) => {
    const place = at(offset);
    // One slip often raises several errors on its line.
    if (place.line !== undefined && seen.has(place.line)) return;
    if (place.line !== undefined) seen.add(place.line);
    slips.push({ ...place, ...words });
  };
  for (const { code, message, pos } of problems(document)) {
    if (message.startsWith('Missing closing')) {
      add(openQuote(document, pos[0]), unclosedQuote);
      continue;
    }
    const advice = adviceFor(code, lineAt(pos[0]), message);
    const line = at(pos[0]).line ?? 0;
    // A line in the wrong column makes the lines behind it look wrong as well.
    const follows = advice === indentation && disturbed.has(line - 1);
    disturbed.add(line);
    if (!follows) add(pos[0], advice);
  }
  for (const offset of stray) add(offset, unknownAlias(lineAt(offset)));
  return slips;
};

/** The parser notices an open quotation mark at the end of the file; the writer must look where it was opened. */
const openQuote = (document: Document.Parsed, end: number): number => {
  let offset = end;
  visit(document, {
    Scalar(_, scalar) {
      if (scalar.type?.startsWith('QUOTE') && scalar.range && scalar.range[1] >= end) offset = scalar.range[0];
    },
  });
  return offset;
};

/** A key must mean what is written: `9.10:` without quotes is the key 9.1, and a list or group is no key at all. */
const misreadKeys = (document: Document.Parsed, at: (offset: number) => Place): Mistake[] => {
  const mistakes: Mistake[] = [];
  visit(document, {
    Pair(_, { key }) {
      if (isSeq(key) || isMap(key)) {
        const message = 'a key must be a word; a text that begins with [ or { must be written in quotes';
        mistakes.push({ ...at(key.range?.[0] ?? 0), message });
      }
      if (!isScalar(key) || typeof key.value === 'string' || !key.source || String(key.value) === key.source) return;
      mistakes.push({
        ...at(key.range?.[0] ?? 0),
        message: `the key ${key.source} is read as ${key.value}; write it in quotes`,
        example: `"${key.source}": …`,
      });
    },
  });
  return mistakes;
};

/** Where the parser began to guess: the first slip that may have changed the structure of what follows. */
const firstGuess = (document: Document.Parsed): number =>
  problems(document)
    .filter(({ code }) => code !== 'DUPLICATE_KEY' && code !== 'TAG_RESOLVE_FAILED' && code !== 'BAD_SCALAR_START')
    .reduce((first, { message, pos }) => {
      const offset = message.startsWith('Missing closing') ? openQuote(document, pos[0]) : pos[0];
      return Math.min(first, offset);
    }, Number.POSITIVE_INFINITY);

type Spot = { node: Node | null; pair: Pair | undefined };

const step = (document: Document.Parsed, node: Node | null, segment: string | number): Spot | undefined => {
  const here = isAlias(node) ? (node.resolve(document) ?? null) : node;
  if (isSeq(here)) {
    const item = here.items[Number(segment)];
    return item === undefined || isPair(item) ? undefined : { node: item as Node | null, pair: undefined };
  }
  if (!isMap(here)) return undefined;
  const pair = here.items.find(({ key }) => (isScalar(key) ? String(key.value) : String(key)) === String(segment));
  return pair && { node: pair.value as Node | null, pair };
};

/** The node at a path, or the nearest one around it. */
const spotOf = (document: Document.Parsed, path: Path): Spot & { reached: boolean } => {
  let spot: Spot = { node: document.contents, pair: undefined };
  for (const segment of path) {
    const next = step(document, spot.node, segment);
    if (next === undefined) return { ...spot, reached: false };
    spot = next;
  }
  return { ...spot, reached: true };
};

const isEmpty = (node: Node | null): boolean => !node?.range || (isScalar(node) && node.range[0] === node.range[1]);

const keyRange = ({ pair }: Spot) => (pair?.key as Node | null | undefined)?.range;

const offsetOf = (document: Document.Parsed, path: Path, part: 'value' | 'key'): number => {
  const spot = spotOf(document, path);
  const shown = part === 'key' || isEmpty(spot.node) ? keyRange(spot) : spot.node?.range;
  return (shown ?? spot.node?.range)?.[0] ?? 0;
};

/** Where a place ends; for a group that lacks something, with the lines up to the next key, where it might have stood. */
const endOf = (document: Document.Parsed, path: Path, about: 'value' | 'key' | 'group'): number => {
  const spot = spotOf(document, path);
  if (about === 'key') return keyRange(spot)?.[1] ?? 0;
  return (about === 'group' ? (spot.node?.range?.[2] ?? 0) + 1 : spot.node?.range?.[1]) ?? 0;
};

const spellingOf = (document: Document.Parsed, path: Path): string | undefined => {
  const { node, reached } = spotOf(document, path);
  return reached && isScalar(node) ? node.source : undefined;
};
