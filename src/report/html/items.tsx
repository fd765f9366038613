import type { ComponentChildren, JSX } from 'preact';
import type { Fault } from '../../model/fault.ts';
import type { ItemResult, SubmittedReach } from '../../model/run.ts';
import { indicatorsOf, type Owner, ownerOf, ownersOf, showsPoints } from '../facts.ts';
import { short, span } from '../numbers.ts';
import { sayFault, sayGap } from '../say.ts';
import { Element } from './elements.tsx';
import { Address, Badge, Thai, Title } from './parts.tsx';
import type { View } from './view.ts';

type ItemView = View & { item: ItemResult; owner: Owner | undefined };

const Part = ({ title, children }: { title: string; children: ComponentChildren }): JSX.Element => (
  <section class="part">
    <h5>{title}</h5>
    {children}
  </section>
);

export const FaultList = ({ faults, m }: { faults: readonly Fault[]; m: View['m'] }): JSX.Element => (
  <ul class="plain">
    {faults.map((fault, index) => (
      <li key={index}>
        <Address url={fault.url} />
        <br />
        {sayFault(fault, m)}
        {fault.detail && <span class="small"> ({fault.detail})</span>}
      </li>
    ))}
  </ul>
);

/** Where a submitted address stands, and the clicks that lead to it. */
const Reach = ({ reach, m }: { reach: SubmittedReach; m: View['m'] }): JSX.Element => (
  <>
    <br />
    <span class="small">
      {m.items.sites[reach.site]}
      {reach.site === 'main' && ` · ${m.items.clicks(reach.clicks, reach.complete)}`}
      {reach.path.map(({ text }, index) => (
        <span key={index}>
          {index === 0 ? ': ' : ' › '}
          <Thai>{text || '…'}</Thai>
        </span>
      ))}
      {reach.againstRobots && ` · ${m.items.againstRobots}`}
    </span>
  </>
);

const Submitted = ({ item, m }: ItemView): JSX.Element => (
  <Part title={m.items.submitted}>
    {item.submitted.length === 0 ? (
      <p>{m.items.noneSubmitted}</p>
    ) : (
      <ul class="plain">
        {item.submitted.map((url, index) => (
          <li key={index}>
            <Address url={url} />
            {item.reach[index] && <Reach reach={item.reach[index]} m={m} />}
          </li>
        ))}
      </ul>
    )}
    {item.explanation !== null && (
      <p>
        {m.items.explanation}: <Thai>{item.explanation}</Thai>
      </p>
    )}
  </Part>
);

const Screenshot = ({ path, m }: { path: string | null; m: View['m'] }): JSX.Element | null =>
  path === null ? null : (
    <>
      {' '}
      <a class="small" href={path}>
        {m.items.screenshot}
      </a>
    </>
  );

const Looked = ({ item, m, screenshotOf }: ItemView): JSX.Element => (
  <Part title={m.items.looked}>
    {item.looked.length === 0 ? (
      <p>{m.items.lookedNothing}</p>
    ) : (
      <ul class="plain">
        {item.looked.map(({ url, title, artifactId }, index) => (
          <li key={index}>
            {title && (
              <>
                <Thai>{title}</Thai>
                <br />
              </>
            )}
            <Address url={url} />
            <Screenshot path={screenshotOf?.(artifactId) ?? null} m={m} />
          </li>
        ))}
      </ul>
    )}
  </Part>
);

const Gaps = ({ item, m }: ItemView): JSX.Element => (
  <Part title={m.items.gaps}>
    <ul class="plain">
      {item.gaps.map((gap, index) => (
        <li key={index}>
          <Thai>{gap.label}</Thai> {gap.pages && gap.pages.length > 0 && `(${m.items.pages(gap.pages.join(', '))})`}
          <br />
          {sayGap(gap, m)}
          {gap.detail && <span class="small"> ({gap.detail})</span>}
          <br />
          <Address url={gap.url} />
        </li>
      ))}
    </ul>
  </Part>
);

const Item = (view: ItemView): JSX.Element => {
  const { item, owner, run, m, pictureOf } = view;
  return (
    <details
      class={`item ${item.outcome}`}
      id={item.id}
      data-item={item.id}
      data-outcome={item.outcome}
      data-division={owner?.id}
      data-low={item.points.low}
      data-high={item.points.high}
    >
      <summary>
        <span class="id">{item.id}</span>
        <span class="name">
          <h4>{item.title[m.language]}</h4>
          <span class="small">
            {owner?.name ? <Thai>{owner.name}</Thai> : m.unowned}
            {item.manual && ` · ${m.manual.item(m.outcomes[item.manual.outcome].label)}`}
          </span>
        </span>
        <Badge outcome={item.outcome} m={m} />
        <span class="points">
          {showsPoints(item, run) ? m.items.points(span(item.points)) : m.items.pointsUnknown}
          <span class="small">{m.items.weight(short(item.weight))}</span>
        </span>
      </summary>
      <div class="inside">
        {!item.reviewed && <p class="notice">{m.items.notReviewed}</p>}
        <ul class="elements">
          {item.elements.map((element) => (
            <Element key={element.id} element={element} m={m} pictureOf={pictureOf} />
          ))}
        </ul>
        <div class="parts">
          <Submitted {...view} />
          <Looked {...view} />
          {item.gaps.length > 0 && <Gaps {...view} />}
          {item.faults.length > 0 && (
            <Part title={m.items.faults}>
              <FaultList faults={item.faults} m={m} />
            </Part>
          )}
        </div>
      </div>
    </details>
  );
};

/** All items under their sub-indicators; each opens to what was found for it. */
export const Items = ({
  run,
  m,
  screenshotOf,
  pictureOf,
  children,
}: View & { children: ComponentChildren }): JSX.Element => {
  const owners = new Map(ownersOf(run).map((owner) => [owner.id, owner]));
  return (
    <section class="items" id="results" aria-labelledby="results-heading">
      <h2 id="results-heading">{m.items.heading}</h2>
      <p class="lead">{m.items.lead}</p>
      {children}
      {indicatorsOf(run)
        .flatMap(({ groups }) => groups)
        .filter(({ items }) => items.length > 0)
        .map(({ id, title, items }) => (
          <section class="group" key={id}>
            <h3>
              {id} <Title title={title} m={m} id={id} />
            </h3>
            {items.map((item) => (
              <Item
                key={item.id}
                item={item}
                owner={owners.get(ownerOf(item, run))}
                run={run}
                m={m}
                screenshotOf={screenshotOf}
                pictureOf={pictureOf}
              />
            ))}
          </section>
        ))}
    </section>
  );
};
