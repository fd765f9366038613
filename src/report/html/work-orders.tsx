import type { JSX } from 'preact';
import type { ElementResult, ItemResult } from '../../model/run.ts';
import { cleanAll } from '../clean.ts';
import { counted, evidenceOf, isOpen, nothingVerified, type Owner, ownersOf, sum, worth } from '../facts.ts';
import type { Formatter } from '../format.ts';
import { messages } from '../messages/index.ts';
import { score } from '../numbers.ts';
import { sayTodo, sayWhy } from '../say.ts';
import { Manual } from './elements.tsx';
import { renderPage } from './page.tsx';
import { Address, Badge, Quote, Thai } from './parts.tsx';
import { style } from './style.ts';
import { Masthead } from './summary.tsx';
import type { View } from './view.ts';

const kinds = ['failed', 'cantTell', 'untested'] as const;

const Where = ({ item, run, m }: View & { item: ItemResult }): JSX.Element => (
  <p class="where">
    <strong>{m.divisions.where}</strong>{' '}
    {item.submitted.length === 0
      ? m.divisions.publishOn(run.agency.website)
      : item.submitted.map((url, index) => (
          <>
            {index > 0 && ', '}
            <Address key={index} url={url} />
          </>
        ))}
  </p>
);

/** What is left to do: what a person found missing must be mended, what was found there needs no second look. */
const todoOf = (element: ElementResult, m: View['m']): string | null => {
  if (element.manual?.state !== 'applies') return sayTodo(element, m);
  return element.manual.verdict === 'met' ? null : element.remedy;
};

const Work = ({ item, run, m }: View & { item: ItemResult }): JSX.Element => {
  const open = item.elements.filter(isOpen);
  return (
    <article class="work" data-item={item.id} data-outcome={item.outcome}>
      <header>
        <h3>
          <span class="id">{item.id}</span> {item.title[m.language]}
        </h3>
        <p class="small">
          <Badge outcome={item.outcome} m={m} /> {m.efforts[item.effort]}
          {item.manual && ` · ${m.manual.item(m.outcomes[item.manual.outcome].label)}`}
          {!nothingVerified(run) && ` · ${m.divisions.worth(score(worth(item)))}`}
        </p>
      </header>
      <Where item={item} run={run} m={m} />
      {open.length === 0 ? (
        <p>{m.divisions.seeReport}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{m.divisions.missing}</th>
              <th scope="col">{m.divisions.todo}</th>
              <th scope="col" class="blank">
                {m.divisions.done}
              </th>
            </tr>
          </thead>
          <tbody>
            {open.map((element) => (
              <tr key={element.id} data-element={element.id}>
                <td>
                  <p>
                    <span class="id">{element.id}</span> <strong>{element.title[m.language]}</strong>
                    {!element.counts && <span class="marks"> {m.items.notCounted}</span>}
                  </p>
                  <p>
                    {element.outcome !== item.outcome && <Badge outcome={element.outcome} m={m} />} {sayWhy(element, m)}
                  </p>
                  <Manual element={element} m={m} />
                  {evidenceOf(element).map((evidence, index) => (
                    <Quote key={index} evidence={evidence} m={m} />
                  ))}
                </td>
                <td data-label={m.divisions.todo}>
                  {element.outcome === 'untested' ? sayTodo(element, m) : <Thai>{todoOf(element, m)}</Thai>}
                </td>
                <td class="blank" data-label={m.divisions.done} />
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </article>
  );
};

const WorkOrder = ({ owner, run, m }: View & { owner: Owner }): JSX.Element => {
  const open = owner.items.filter((item) => isOpen({ outcome: counted(item) }));
  const points = score(Math.min(100, sum(open.map(worth))));
  return (
    <div class="paper">
      <Masthead run={run} m={m} kind={`${m.divisions.name} · ${run.agency.name}`} title={owner.name ?? m.unowned} />
      <main class="wide">
        {owner.contact && (
          <p>
            {m.divisions.contact}: <Thai>{owner.contact}</Thai>
          </p>
        )}
        <p class="lead">
          {open.length === 0
            ? m.divisions.nothing
            : nothingVerified(run)
              ? m.summary.nothing
              : m.divisions.lead(open.length, points)}
        </p>
        {kinds
          .map((kind) => ({ kind, items: open.filter((item) => counted(item) === kind) }))
          .filter(({ items }) => items.length > 0)
          .map(({ kind, items }) => (
            <section class="group" key={kind}>
              <h2>
                {m.divisions.headings[kind]} ({m.summary.items(items.length)})
              </h2>
              {items
                .toSorted((a, b) => worth(b) - worth(a))
                .map((item) => (
                  <Work key={item.id} item={item} run={run} m={m} />
                ))}
            </section>
          ))}
      </main>
    </div>
  );
};

/** A work order for every division: what its people must mend, look at or make reachable, with room to sign it off. */
export const divisions: Formatter = (original, { language }) => {
  const run = cleanAll(original);
  const m = messages[language];
  return ownersOf(run).map((owner) => ({
    path: `divisions/${owner.id}.html`,
    content: renderPage({
      m,
      title: `${m.divisions.name} · ${owner.name ?? m.unowned} · ${run.agency.name}`,
      style,
      children: <WorkOrder owner={owner} run={run} m={m} />,
    }),
  }));
};
