/** The report's only script: it narrows the list of items and opens them. It reads the page and changes nothing else. */
export const script = `'use strict';
(() => {
  const form = document.querySelector('form.filter');
  const items = [...document.querySelectorAll('details.item')];
  const texts = items.map((item) => item.textContent.toLowerCase());
  const { outcome, division, text, toggle } = form.elements;
  const output = form.querySelector('output');
  const visible = () => items.filter((item) => !item.hidden);
  const label = () => {
    const open = visible().length > 0 && visible().every((item) => item.open);
    toggle.textContent = open ? toggle.dataset.close : toggle.dataset.open;
    return open;
  };
  const narrow = () => {
    const wanted = text.value.trim().toLowerCase();
    items.forEach((item, i) => {
      item.hidden = !(
        (!outcome.value || item.dataset.outcome === outcome.value) &&
        (!division.value || item.dataset.division === division.value) &&
        texts[i].includes(wanted)
      );
    });
    for (const group of document.querySelectorAll('.group'))
      group.hidden = !group.querySelector('details.item:not([hidden])');
    const shown = visible().length;
    output.textContent = shown
      ? output.dataset.shown.replace('{shown}', shown).replace('{all}', items.length)
      : output.dataset.nothing;
    label();
  };
  const reveal = () => {
    let id = '';
    try {
      id = decodeURIComponent(location.hash.slice(1));
    } catch {}
    const item = items.find((each) => each.id === id);
    if (!item) return;
    if (item.hidden) {
      form.reset();
      narrow();
    }
    item.open = true;
    item.scrollIntoView();
  };
  form.addEventListener('input', narrow);
  form.addEventListener('submit', (event) => event.preventDefault());
  toggle.addEventListener('click', () => {
    const open = label();
    for (const item of visible()) item.open = !open;
    label();
  });
  for (const item of items) item.addEventListener('toggle', label);
  addEventListener('hashchange', reveal);
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = [...document.querySelectorAll('details:not([open])')];
    for (const each of closed) each.open = true;
  });
  addEventListener('afterprint', () => {
    for (const each of closed) each.open = false;
  });
  form.hidden = false;
  narrow();
  reveal();
})();
`;

/** sha256 of the script in base64: browsers run a script of the page only when it has this sum. */
export const scriptHash = 'ZTkhF+CtgwysohqKNQ6a1uXejF0LZSNCm/EzV7FVunc=';
