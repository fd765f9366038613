import { UserError } from '../model/errors.ts';
import type { Item, Ruleset } from '../model/ruleset.ts';
import { nearest } from '../yaml/nearest.ts';

/** The item that a user means; case does not matter. */
export const findItem = (ruleset: Ruleset, id: string): Item => {
  const found = ruleset.items.find((item) => item.id === id.toLowerCase());
  if (found) return found;
  const ids = ruleset.items.map((item) => item.id);
  const meant = nearest(id.toLowerCase(), ids);
  throw new UserError(
    `There is no item ${id} in the rules of ${ruleset.fiscalYear}${meant ? `; did you mean ${meant}?` : `; they have ${ids[0]} to ${ids.at(-1)}`}`,
  );
};
