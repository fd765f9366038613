import type { z } from 'zod';
import { nearest } from './nearest.ts';
import { descriptionOf, exampleOf, isWhole, knownKeys, open, type Path, schemaAt, valueAt } from './shape.ts';

/**
 * A mistake of meaning, still without its line: `about` says whether it lies in the key or the value at `path`, or in
 * what the group at `path` lacks.
 */
export type Explained = { path: Path; about: 'key' | 'value' | 'group'; message: string; example?: string };

type Issue = z.core.$ZodIssue;
type Context = {
  value: unknown;
  schema: z.core.$ZodType;
  examples: Readonly<Record<string, string>>;
  /** How a scalar is spelled in the file; undefined for groups and lists. */
  spelling(path: Path): string | undefined;
};

const pathOf = (issue: Issue): Path => issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
const clip = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
const quoted = (text: string): string => `"${clip(text)}"`;
const listed = (values: readonly unknown[]): string => values.map(String).join(', ');

/** `"urls"`, `entry 2 of "urls"`, or `the file`. */
const label = (path: Path): string => {
  const last = path.at(-1);
  if (last === undefined) return 'the file';
  return typeof last === 'number' ? `entry ${last + 1} of ${label(path.slice(0, -1))}` : quoted(last);
};

const within = (path: Path): string => (path.length === 0 ? 'the file' : label(path));

const kinds: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list, each entry on its own line after "- "',
  tuple: 'a list, each entry on its own line after "- "',
  object: 'a group of "key: value" lines',
  record: 'a group of "key: value" lines',
  null: 'nothing',
};

const expectation = (schema: z.core.$ZodType): string => {
  const shape = open(schema);
  const def = shape._zod.def;
  if (def.type === 'enum') return `one of ${listed(Object.values(def.entries))}`;
  if (def.type === 'literal') return listed(def.values);
  if (def.type === 'number' && isWhole(shape)) return 'a whole number';
  return kinds[def.type] ?? 'a value';
};

const wantedKind = (expected: string, schema: z.core.$ZodType | undefined): string =>
  expected === 'number' && schema ? expectation(schema) : (kinds[expected] ?? expected);

const found = (value: unknown, spelling: string | undefined): string => {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return `a group with ${clip(listed(Object.keys(value))) || 'no keys'}`;
  if (typeof value === 'string') return `the text ${quoted(value)}`;
  return typeof value === 'number' ? `the number ${spelling ?? value}` : String(value);
};

/** The example that the caller gave for a path; `*` stands for any key or position, an exact key wins over it. */
const givenExample = (path: Path, examples: Readonly<Record<string, string>>): string | undefined => {
  let best: { stars: number; example: string } | undefined;
  for (const [pattern, example] of Object.entries(examples)) {
    const parts = pattern === '' ? [] : pattern.split('.');
    if (parts.length !== path.length || !parts.every((part, i) => part === '*' || part === String(path[i]))) continue;
    const stars = parts.filter((part) => part === '*').length;
    if (best === undefined || stars < best.stars) best = { stars, example };
  }
  return best?.example;
};

/** The schema's own words about a place, to be set behind a message. */
const described = (path: Path, context: Context): string => {
  const schema = schemaAt(context.schema, path, context.value);
  const description = schema && descriptionOf(schema);
  return description === undefined ? '' : ` (${description})`;
};

const correct = (path: Path, context: Context): string | undefined => {
  const given = givenExample(path, context.examples);
  if (given !== undefined) return given;
  const schema = schemaAt(context.schema, path, context.value);
  if (schema === undefined || path.length === 0) return undefined;
  const last = path.at(-1);
  return typeof last === 'number'
    ? exampleOf('-', schema).replace(/^-: ?\n? */u, '- ')
    : exampleOf(String(last), schema);
};

const plain = (path: Path, message: string, example: string | undefined): Explained => ({
  path,
  about: 'value',
  message,
  ...(example === undefined ? {} : { example }),
});

const written = (path: Path, value: string): string =>
  typeof path.at(-1) === 'number' ? `- ${value}` : `${path.at(-1)}: ${value}`;

/** The four slips that change what kind of value YAML reads, told by what was meant. */
const wrongKind = (path: Path, value: unknown, want: string, context: Context): Explained => {
  const spelling = context.spelling(path);
  const message = `${label(path)}: expected ${want}, found ${found(value, spelling)}`;
  if (want === 'text' && (typeof value === 'number' || typeof value === 'boolean')) {
    const text = spelling ?? String(value);
    const reading = text === String(value) ? '' : ` (without quotes ${text} is read as ${value})`;
    return plain(path, `${message}; write it in quotes${reading}`, written(path, `"${text}"`));
  }
  if (/number$/u.test(want) && typeof value === 'string' && /^-?\d+(\.\d+)?$/u.test(value.trim())) {
    return plain(path, `${message}; write it without quotes`, written(path, value.trim()));
  }
  if (/number$/u.test(want) && typeof value === 'string' && /^[\u0e50-\u0e59.]+$/u.test(value)) {
    const digits = value.replaceAll(/[\u0e50-\u0e59]/gu, (digit) => String(digit.charCodeAt(0) - 0x0e50));
    return plain(path, `${message}; write it with the digits 0-9`, written(path, digits));
  }
  if (want.startsWith('a list') && typeof value === 'string') {
    const dashes = value.startsWith('-') ? '; put a space behind every dash' : '';
    return plain(path, message + dashes, correct(path, context));
  }
  if (want.startsWith('a group') && typeof value === 'string' && /^[\w-]+:\S/u.test(value)) {
    return plain(path, `${message}; put a space behind the colon`, correct(path, context));
  }
  return plain(path, message, correct(path, context));
};

const suggestion = (word: unknown, candidates: readonly string[]): { text: string; meant?: string } => {
  const meant = typeof word === 'string' ? nearest(word, candidates) : undefined;
  return meant === undefined ? { text: '' } : { text: `; did you mean ${quoted(meant)}?`, meant };
};

const notOneOf = (path: Path, value: unknown, allowed: readonly unknown[], context: Context): Explained => {
  const { text, meant } = suggestion(value, allowed.map(String));
  const want = allowed.length === 1 ? String(allowed[0]) : `one of ${listed(allowed)}`;
  return plain(
    path,
    `${label(path)}: expected ${want}, found ${found(value, context.spelling(path))}${text}`,
    meant === undefined ? correct(path, context) : written(path, meant),
  );
};

const unknownKey = (parent: Path, key: string, context: Context): Explained => {
  const schema = schemaAt(context.schema, parent, context.value);
  const group = valueAt(context.value, parent);
  const known = schema ? knownKeys(schema, group) : [];
  const free = known.filter((name) => valueAt(group, [name]) === undefined);
  const { text, meant } = suggestion(key, free.length > 0 ? free : known);
  return {
    path: [...parent, key],
    about: 'key',
    message: `${quoted(key)} is not a key of ${within(parent)}${text || `; the keys are ${listed(known)}`}`,
    ...(meant === undefined ? {} : { example: correct([...parent, meant], context) ?? `${meant}: "…"` }),
  };
};

const missing = (path: Path, want: string | undefined, context: Context): Explained => {
  const parent = path.slice(0, -1);
  return {
    path: parent,
    about: 'group',
    message: `${label(path)} is missing in ${within(parent)}${want ? `; expected ${want}` : ''}${described(path, context)}`,
    ...maybe('example', correct(path, context)),
  };
};

const maybe = <K extends string>(key: K, value: string | undefined): { [P in K]?: string } =>
  (value === undefined ? {} : { [key]: value }) as { [P in K]?: string };

const size = (issue: Extract<Issue, { code: 'too_small' | 'too_big' }>, value: unknown): string => {
  const small = issue.code === 'too_small';
  const limit = small ? issue.minimum : issue.maximum;
  const many = Number(limit) === 1 ? '' : 's';
  if (issue.origin === 'string') {
    const text = String(value);
    if (small && text.length === 0) return 'is empty; expected text';
    return `expected at ${small ? 'least' : 'most'} ${limit} letter${many}, found ${quoted(text)}`;
  }
  if (issue.origin === 'array') {
    const count = Array.isArray(value) ? value.length : 0;
    return `expected at ${small ? 'least' : 'most'} ${limit} ${Number(limit) === 1 ? 'entry' : 'entries'}, found ${count === 0 ? 'none' : count}`;
  }
  const bound = issue.inclusive === false ? (small ? 'more than' : 'less than') : small ? 'at least' : 'at most';
  return `expected ${bound} ${limit}, found ${value}`;
};

const one = (issue: Issue, context: Context): Explained[] => {
  const path = pathOf(issue);
  const value = valueAt(context.value, path);
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(path, key, context));
  if (issue.code === 'invalid_union' && issue.errors.length > 0) return closestBranch(issue.errors, path, context);
  const schema = schemaAt(context.schema, path, context.value);
  const names = issue.code === 'invalid_union' ? discriminators(issue, path, context) : [];
  const want = names.length > 0 ? `one of ${listed(names)}` : schema && expectation(schema);
  if (value === undefined && path.length > 0) return [missing(path, want, context)];
  if (value === null) {
    const message = `${label(path)} is empty; expected ${want ?? 'a value'}${described(path, context)}`;
    return [plain(path, message, correct(path, context))];
  }
  switch (issue.code) {
    case 'invalid_type':
      return [wrongKind(path, value, wantedKind(issue.expected, schema), context)];
    case 'invalid_value':
      return [notOneOf(path, value, issue.values, context)];
    case 'invalid_union':
      return [notOneOf(path, value, names, context)];
    case 'too_small':
    case 'too_big':
      return [plain(path, `${label(path)}: ${size(issue, value)}${described(path, context)}`, correct(path, context))];
    case 'invalid_format': {
      const rule = issue.message.startsWith('Invalid') ? `the form ${issue.pattern ?? issue.format}` : issue.message;
      return [plain(path, `${label(path)}: expected ${rule}; found ${quoted(String(value))}`, correct(path, context))];
    }
    case 'invalid_key':
      return [
        {
          path,
          about: 'key',
          message: `${quoted(String(path.at(-1)))} cannot be a key here: ${issue.issues.map((inner) => inner.message).join('; ')}`,
          ...maybe('example', correct(path, context)),
        },
      ];
    default:
      return [plain(path, `${label(path)}: ${issue.message}`, correct(path, context))];
  }
};

/** The names that a discriminating key may take. */
const discriminators = (issue: Issue, path: Path, context: Context): readonly unknown[] => {
  if ('options' in issue && Array.isArray(issue.options)) return issue.options;
  const union = schemaAt(context.schema, path.slice(0, -1), context.value);
  return [...(union?._zod.propValues?.[String(path.at(-1))] ?? [])];
};

/** Of a union without a naming key, the branch that the value fails least; one of its own kind before others. */
const closestBranch = (errors: readonly Issue[][], path: Path, context: Context): Explained[] => {
  const isOtherKind = (branch: readonly Issue[]): boolean =>
    branch.some((issue) => issue.code === 'invalid_type' && issue.path.length === 0);
  const ofItsKind = errors.filter((branch) => !isOtherKind(branch));
  const branch = (ofItsKind.length > 0 ? ofItsKind : errors).reduce((best, each) =>
    each.length < best.length ? each : best,
  );
  return explain(
    branch.map((issue) => ({ ...issue, path: [...path, ...issue.path] })),
    context,
  );
};

/**
 * Says in plain words what is wrong, what was expected and how it is written correctly. A misspelled key is one
 * mistake, not two: the key that it stands for is not called missing as well.
 */
export const explain = (issues: readonly Issue[], context: Context): Explained[] => {
  const misspelled = new Set(
    issues.flatMap((issue) =>
      issue.code !== 'unrecognized_keys'
        ? []
        : issue.keys.flatMap((key) => {
            const parent = pathOf(issue);
            const schema = schemaAt(context.schema, parent, context.value);
            const group = valueAt(context.value, parent);
            const free = schema ? knownKeys(schema, group).filter((name) => valueAt(group, [name]) === undefined) : [];
            const meant = nearest(key, free);
            return meant === undefined ? [] : [JSON.stringify([...parent, meant])];
          }),
    ),
  );
  return issues
    .filter((issue) => !misspelled.has(JSON.stringify(pathOf(issue))))
    .flatMap((issue) => one(issue, context));
};
