/**
 * What a municipality discloses for one item, written down once, apart from the way in which a site shows it. Every
 * part names the elements that rest on it (`proves`): without the part exactly these are no longer met.
 */
type Proof = { proves?: readonly string[] };

export type Heading = Proof & { kind: 'heading'; text: string; level?: 2 | 3 };
export type Paragraph = Proof & { kind: 'paragraph'; text: string };
export type List = Proof & { kind: 'list'; items: readonly string[]; ordered?: boolean };
/** A column may prove an element of its own: the head of the column, and what stands below it. */
export type Column = Proof & { title: string };
export type Table = Proof & {
  kind: 'table';
  caption?: string;
  columns: readonly Column[];
  rows: readonly (readonly string[])[];
};
/** A heading and what stands under it: they come and go together. */
export type Section = Proof & { kind: 'section'; title: string; level?: 2 | 3; parts: readonly Part[] };
export type Person = {
  name: string;
  posts: readonly string[];
  /** File of the portrait, as on the site; null where the page shows none. */
  photo: string | null;
  phone?: string;
  email?: string;
};
export type People = Proof & { kind: 'people'; people: readonly Person[] };
export type Link = Proof & { kind: 'link'; text: string; url: string };
/** A form that visitors fill in on the page itself. */
export type Form = Proof & { kind: 'form'; title: string; action: string; fields: readonly string[]; button: string };
export type Frame = Proof & { kind: 'frame'; url: string; title: string };
export type Part = Heading | Paragraph | List | Table | Section | People | Link | Form | Frame;

/** The styles in which a content can be shown at all: a form to fill in is no file, a portrait no spreadsheet. */
export type Medium = 'page' | 'print' | 'sheet' | 'document';

export type Content = {
  itemId: string;
  /** Short English words with hyphens, different within the item. */
  name: string;
  /** How the page or file is called and headed, with its year. */
  title: string;
  /** Elements that rest on the title, such as the year in it. */
  titleProves?: readonly string[];
  /** The Buddhist fiscal year that it is about, as it stands in title and text; null where none is asked for. */
  fiscalYear: number | null;
  /** Elements that no longer hold when every mention of `fiscalYear` is put three years back. */
  yearProves: readonly string[];
  media: readonly Medium[];
  parts: readonly Part[];
  /** Counted elements that a person must settle even on the complete page (a signature). */
  forPerson?: readonly string[];
  /** Counted elements that one page alone cannot show (reachable from the home page). */
  leftOut?: readonly string[];
  /** What the handbook says of the item, as careless sites copy it in the place of the content. */
  criteria: string;
};

/** Of which municipality the content is. */
export const ownName = 'เทศบาลเมืองทุ่งทอง';
