import type { JSX } from 'preact';
import { outcomes } from '../../model/outcome.ts';
import { countOutcomes, ownersOf } from '../facts.ts';
import type { View } from './view.ts';

/** Narrows the list of items. Hidden until its script runs: without one there is nothing that it could do. */
export const Filter = ({ run, m }: View): JSX.Element => {
  const counts = countOutcomes(run.items);
  return (
    <form class="filter" hidden aria-label={m.filter.heading}>
      <label>
        <span>{m.filter.outcome}</span>
        <select name="outcome">
          <option value="">{m.filter.anyOutcome}</option>
          {outcomes
            .filter((outcome) => counts[outcome] > 0)
            .map((outcome) => (
              <option key={outcome} value={outcome}>
                {m.outcomes[outcome].label} ({counts[outcome]})
              </option>
            ))}
        </select>
      </label>
      <label>
        <span>{m.filter.division}</span>
        <select name="division">
          <option value="">{m.filter.anyDivision}</option>
          {ownersOf(run)
            .filter(({ items }) => items.length > 0)
            .map(({ id, name, items }) => (
              <option key={id} value={id}>
                {name ?? m.unowned} ({items.length})
              </option>
            ))}
        </select>
      </label>
      <label class="search">
        <span>{m.filter.text}</span>
        <input type="search" name="text" placeholder={m.filter.placeholder} autocomplete="off" />
      </label>
      <button type="button" name="toggle" data-open={m.filter.openAll} data-close={m.filter.closeAll}>
        {m.filter.openAll}
      </button>
      <output aria-live="polite" data-shown={m.filter.shown} data-nothing={m.filter.nothing} />
    </form>
  );
};
