import { z } from 'zod';

/** What a zod schema expects, looked into: the schema with its wrappers (optional, default, …) taken off. */
type Shape = z.core.$ZodTypes;
export type Path = readonly (string | number)[];

const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value at a path, undefined where the path leads nowhere. Only own keys count. */
export const valueAt = (value: unknown, path: Path): unknown => {
  let here = value;
  for (const key of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined;
    here = (here as Record<string | number, unknown>)[key];
  }
  return here;
};

export const open = (schema: z.core.$ZodType): Shape => {
  const def = (schema as Shape)._zod.def;
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'nonoptional':
    case 'readonly':
    case 'catch':
      return open(def.innerType);
    case 'pipe':
      return open(def.in);
    case 'lazy':
      return open(def.getter());
    default:
      return schema as Shape;
  }
};

/** The description given to a schema, on whichever wrapper it was put. */
export const descriptionOf = (schema: z.core.$ZodType): string | undefined => {
  const own = z.globalRegistry.get(schema)?.description;
  if (own !== undefined) return own;
  const def = (schema as Shape)._zod.def;
  return 'innerType' in def && def.innerType ? descriptionOf(def.innerType) : undefined;
};

/** The branches of a schema that speak about this value: a discriminated union is narrowed to the named branch. */
const branches = (schema: z.core.$ZodType, value: unknown): Shape[] => {
  const shape = open(schema);
  const def = shape._zod.def;
  if (def.type === 'intersection') return [...branches(def.left, value), ...branches(def.right, value)];
  if (def.type !== 'union') return [shape];
  const discriminator = 'discriminator' in def ? String(def.discriminator) : undefined;
  const named = discriminator !== undefined && isGroup(value) ? value[discriminator] : undefined;
  return def.options
    .filter((option) => discriminator === undefined || admits(option, discriminator, named))
    .flatMap((option) => branches(option, value));
};

const admits = (option: z.core.$ZodType, discriminator: string, named: unknown): boolean =>
  option._zod.propValues?.[discriminator]?.has(named as z.core.util.Primitive) ?? false;

const child = (shape: Shape, key: string | number): z.core.$ZodType | undefined => {
  const def = shape._zod.def;
  switch (def.type) {
    case 'object':
      return Object.hasOwn(def.shape, key) ? def.shape[key] : undefined;
    case 'record':
      return def.valueType;
    case 'array':
      return def.element;
    case 'tuple':
      return def.items[Number(key)] ?? def.rest ?? undefined;
    default:
      return undefined;
  }
};

/** The schema that rules the value at a path; undefined where the schema knows no such place. */
export const schemaAt = (schema: z.core.$ZodType, path: Path, value: unknown): z.core.$ZodType | undefined => {
  let here: z.core.$ZodType | undefined = schema;
  for (const [depth, key] of path.entries()) {
    if (here === undefined) return undefined;
    here = branches(here, valueAt(value, path.slice(0, depth)))
      .map((shape) => child(shape, key))
      .find((found) => found !== undefined);
  }
  return here;
};

/** The keys that a group may hold by its schema; none for free names. */
export const knownKeys = (schema: z.core.$ZodType, value: unknown): string[] =>
  branches(schema, value).flatMap((shape) =>
    shape._zod.def.type === 'object' ? Object.keys(shape._zod.def.shape) : [],
  );

type Bound = { check: string; value?: unknown; format?: string };
const bounds = (shape: Shape): Bound[] =>
  (shape._zod.def.checks ?? []).map((check) => check._zod.def as unknown as Bound);

/** Whether a number must be whole. */
export const isWhole = (shape: Shape): boolean => bounds(shape).some(({ format }) => format === 'safeint');

const leastOf = (shape: Shape): number =>
  Math.max(0, ...bounds(shape).map(({ check, value }) => (check === 'greater_than' ? Number(value) : 0)));

const placeholder = '"…"';
const indent = (text: string): string => text.replaceAll(/^/gmu, '  ');

/** A value as it is written in YAML, after its key: on the same line, or on the lines below. */
const entry = (key: string, value: string): string => (value.startsWith('\n') ? `${key}:${value}` : `${key}: ${value}`);

const sample = (schema: z.core.$ZodType, depth: number): string => {
  const shape = open(schema);
  const def = shape._zod.def;
  switch (def.type) {
    case 'enum':
      return String(Object.values(def.entries)[0]);
    case 'literal':
      return String(def.values[0]);
    case 'number':
      return String(Math.max(1, leastOf(shape)));
    case 'boolean':
      return 'true';
    case 'array':
      return depth === 0 ? '[]' : `\n${indent(`- ${sample(def.element, depth - 1).trimStart()}`)}`;
    case 'record':
      return depth === 0 ? '{}' : `\n${indent(entry('name', sample(def.valueType, depth - 1)))}`;
    case 'object': {
      const required = Object.entries(def.shape).filter(([, inner]) => inner._zod.optin !== 'optional');
      if (depth === 0 || required.length === 0) return '{}';
      return `\n${required.map(([key, inner]) => indent(exampleOf(key, inner, depth - 1))).join('\n')}`;
    }
    case 'union':
      return def.options[0] ? sample(def.options[0], depth) : placeholder;
    default:
      return placeholder;
  }
};

/** How a key with a fitting value is written, with the schema's description as a comment. */
export const exampleOf = (key: string, schema: z.core.$ZodType, depth = 2): string => {
  const value = sample(schema, depth);
  const description = descriptionOf(schema);
  if (description === undefined) return entry(key, value.startsWith('\n') ? `\n${dedent(value)}` : value);
  return value.startsWith('\n')
    ? `${key}: # ${description}\n${dedent(value)}`
    : `${entry(key, value)} # ${description}`;
};

const dedent = (text: string): string => text.replace(/^\n/u, '');
