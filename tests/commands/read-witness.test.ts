import { expect, test } from 'vitest';
import { witnessIn } from '../../src/commands/read-witness.ts';

test.each([
  ['แผนดำเนินงาน_2568.pdf', '๒๕๖?', 2568],
  ['แผนดำเนินงาน ๒๕๖๘.pdf', '(๒๕??)', 2568],
  ['แผน 2568.pdf', '๒๕๖๘', 2568],
  ['แผน 2566-2570.pdf', '๒๕๗?', 2570],
])('%s speaks for %s', (name, doubt, year) => expect(witnessIn(name, doubt)).toBe(year));

test.each([
  ['another year', 'แผน 2567.pdf', '๒๕๖๘'],
  ['two years that both fit', 'แผน 2567-2568.pdf', '๒๕๖?'],
  ['no year', 'plan.pdf', '๒๕๖?'],
  ['a longer number', '20256812.pdf', '๒๕๖?'],
  ['hardly any digit known', 'แผน 2568.pdf', '2???'],
  ['an amount', 'แผน 2568.pdf', '๑,๒๕๖?'],
  ['a number of other length', 'แผน 2568.pdf', '๒๕๖'],
])('%s is no witness', (_, name, doubt) => expect(witnessIn(name, doubt)).toBeUndefined());
