import type { Item, Lexicon, RulesetFile } from '../model/ruleset.ts';
import type { PlaceOf } from '../yaml/read.ts';

/** A file of the ruleset with the way back to its lines. */
export type Opened<T> = { file: string; value: T; placeOf: PlaceOf };
export type OpenedRuleset = {
  ruleset: Opened<RulesetFile>;
  /** Joined of all its files. */
  lexicon: Omit<Opened<Lexicon>, 'file'>;
  items: Opened<Item>[];
  /** Of all form files, those with mistakes included. */
  formNames: string[];
};
