import type { Column, Content, Part, Person, Section, Table } from './content.ts';

/** Ways to walk through a content, and to make another one out of it. */

/** How a text, and how an address, is changed. */
export type Change = { text: (text: string) => string; url?: (url: string) => string };

/** Where a part stands: its place among its siblings, on every floor. */
export type Path = readonly number[];
export type Placed = { part: Part; path: Path; level: number };

const firstLevel = 2;
const deepestLevel = 3;

/** A section's rank among headings: its own, or the next one below what it stands in. */
export const levelOf = (level: number | undefined, depth: number): number =>
  level ?? Math.min(firstLevel + depth, deepestLevel);

/** Every part, sections before what stands in them, in reading order. */
export const partsIn = (parts: readonly Part[], above: Path = []): Placed[] =>
  parts.flatMap((part, index) => {
    const path = [...above, index];
    const level = part.kind === 'section' || part.kind === 'heading' ? levelOf(part.level, above.length) : Infinity;
    return [{ part, path, level }, ...(part.kind === 'section' ? partsIn(part.parts, path) : [])];
  });

/** The parts with one of them replaced by any number of others. */
export const withPart = (parts: readonly Part[], path: Path, others: readonly Part[]): Part[] => {
  const [at, ...below] = path;
  return parts.flatMap((part, index) => {
    if (index !== at) return [part];
    if (below.length === 0) return others;
    return part.kind === 'section' ? [{ ...part, parts: withPart(part.parts, below, others) }] : [part];
  });
};

const unique = (ids: readonly string[]): string[] => [...new Set(ids)];

/** The elements that rest on a part or on anything in it. */
export const provenBy = (part: Part): string[] =>
  unique([
    ...(part.proves ?? []),
    ...(part.kind === 'section' ? part.parts.flatMap(provenBy) : []),
    ...(part.kind === 'table' ? part.columns.flatMap(({ proves = [] }) => proves) : []),
  ]);

/** Everything that a content rests its elements on. */
export const allProven = ({ parts, titleProves = [], yearProves }: Content): string[] =>
  unique([...parts.flatMap(provenBy), ...titleProves, ...yearProves]);

/** Every id that a content names, wherever it does. */
export const allNamed = (content: Content): string[] =>
  unique([...allProven(content), ...(content.forPerson ?? []), ...(content.leftOut ?? [])]);

export const withoutColumn = (table: Table, at: number): Table => ({
  ...table,
  columns: table.columns.filter((_, index) => index !== at),
  rows: table.rows.map((row) => row.filter((_, index) => index !== at)),
});

export const withBlankColumn = (table: Table, at: number): Table => ({
  ...table,
  rows: table.rows.map((row) => row.map((cell, index) => (index === at ? '' : cell))),
});

const changedPerson = ({ text, url = (address) => address }: Change, person: Person): Person => ({
  ...person,
  name: text(person.name),
  posts: person.posts.map(text),
  ...(person.phone === undefined ? {} : { phone: text(person.phone) }),
  ...(person.email === undefined ? {} : { email: url(person.email) }),
});

const changedColumn = ({ text }: Change, column: Column): Column => ({ ...column, title: text(column.title) });

const changedPart = (change: Change, part: Part): Part => {
  const { text, url = (address) => address } = change;
  switch (part.kind) {
    case 'heading':
    case 'paragraph':
      return { ...part, text: text(part.text) };
    case 'list':
      return { ...part, items: part.items.map(text) };
    case 'table':
      return {
        ...part,
        ...(part.caption === undefined ? {} : { caption: text(part.caption) }),
        columns: part.columns.map((column) => changedColumn(change, column)),
        rows: part.rows.map((row) => row.map(text)),
      };
    case 'section':
      return { ...part, title: text(part.title), parts: part.parts.map((inner) => changedPart(change, inner)) };
    case 'people':
      return { ...part, people: part.people.map((person) => changedPerson(change, person)) };
    case 'link':
      return { ...part, text: text(part.text), url: url(part.url) };
    case 'form':
      return {
        ...part,
        title: text(part.title),
        action: url(part.action),
        fields: part.fields.map(text),
        button: text(part.button),
      };
    case 'frame':
      return { ...part, title: text(part.title), url: url(part.url) };
  }
};

/** The content with all its texts changed in one way. */
export const changed = (content: Content, change: Change): Content => ({
  ...content,
  title: change.text(content.title),
  parts: content.parts.map((part) => changedPart(change, part)),
});

const wordsOfSection = ({ title, parts }: Section): string[] => [title, ...parts.flatMap(wordsOf)];

/** The texts of a part that a reader sees, one by one. */
export const wordsOf = (part: Part): string[] => {
  switch (part.kind) {
    case 'heading':
    case 'paragraph':
    case 'link':
      return [part.text];
    case 'list':
      return [...part.items];
    case 'table':
      return [
        ...(part.caption === undefined ? [] : [part.caption]),
        ...part.columns.map(({ title }) => title),
        ...part.rows.flat(),
      ].filter((text) => text !== '');
    case 'section':
      return wordsOfSection(part);
    case 'people':
      return part.people.flatMap(({ name, posts, phone, email }) =>
        [name, ...posts, phone, email].filter((text) => text !== undefined),
      );
    case 'form':
      return [part.title, ...part.fields, part.button];
    case 'frame':
      return [];
  }
};
