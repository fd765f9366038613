/** What a page offers to a visitor's hands, from inside it. */
export type Explorer = {
  /** Scrolls on by a part of the page; false at the end of a page that has stopped growing. */
  scroll(): boolean;
  toTop(): void;
  /** Opens the next tab, fold or rest of a list whose content is not there yet; false when there is none. */
  open(): boolean;
  /** The whole page with everything that was to be seen at any time, as HTML. */
  collect(): string;
};

/**
 * Runs in the page. It never changes what the page says: it puts back what a click has taken away, shows again what a
 * click has hidden, and sets beside frames and shadow roots what stands in them.
 */
export const explorer = String.raw`(() => {
  'use strict';
  const parts = 5;
  const mostElements = 20000;
  const mostKept = 100;
  const fewLetters = 20;
  const away = 'a[href]:not([href=""]):not([href^="#"]):not([href^="javascript:" i])';
  const moving = 'marquee, ' + ['carousel', 'slide', 'swiper', 'slick', 'ticker', 'marquee', 'clock']
    .map((name) => '[class*="' + name + '" i]').join(', ');
  const frameOfSite = 'header, footer, .navbar';
  const menus = frameOfSite + ', nav, aside, [class*="menu" i], [class*="sidebar" i]';
  const toggles = (kinds) => ['data-toggle', 'data-bs-toggle', 'data-mdb-toggle']
    .flatMap((name) => kinds.map((kind) => '[' + name + '="' + kind + '"]')).join(', ');
  const tabs = '[role="tab"], ' + toggles(['tab', 'pill']);
  const folds = toggles(['collapse']) + ', summary';
  const asking = '[hx-get]:not([hx-trigger*="load"]):not([hx-trigger*="revealed"]):not([hx-trigger*="intersect"])';
  const more = /^(?:js-)?(?:btn-?)?(?:load|show|view)[-_]?more(?:[-_]?(?:btn|button|link|posts?|news|items?))?$/i;
  const sources = ['data-url', 'data-ajax', 'data-ajax-url', 'data-src', 'data-source', 'data-remote', 'data-load', 'hx-get'];

  const textOf = (node) => (node.textContent ?? '').replace(/\s+/g, ' ').trim();
  const isShown = (element) => element.checkVisibility?.({ visibilityProperty: true }) ?? element.offsetParent !== null;
  const leadsAway = (control) => control.matches(away);
  const isFilled = (panel) =>
    textOf(panel).length >= fewLetters || panel.querySelector(away + ', img, td, iframe, embed, object') !== null;
  const byId = (value) => (value ? document.getElementById(value.trim().replace(/^#/, '')) : null);
  const panelOf = (control) => {
    if (control.localName === 'summary') return control.parentElement;
    for (const name of ['data-bs-target', 'data-target', 'data-mdb-target', 'aria-controls', 'hx-target']) {
      const panel = byId(control.getAttribute(name));
      if (panel) return panel;
    }
    const href = control.getAttribute('href') ?? '';
    return href.startsWith('#') ? byId(href) : null;
  };
  const isOpen = (control) =>
    control.getAttribute('aria-selected') === 'true' ||
    control.getAttribute('aria-expanded') === 'true' ||
    (control.localName === 'summary' && control.parentElement.open) ||
    (control.matches(tabs) && (control.matches('.active') || control.parentElement?.matches('li.active')));
  const hasSource = (control) =>
    sources.some((name) => control.hasAttribute(name) || control.parentElement?.hasAttribute(name));

  const done = new WeakSet();
  const isMissing = (control) => {
    if (isOpen(control)) return false;
    const panel = panelOf(control);
    if (control.localName === 'summary') return textOf(panel).length - textOf(control).length < fewLetters;
    if (panel) return !isFilled(panel);
    return control.matches(tabs) ? !leadsAway(control) || hasSource(control) : control.matches(asking) && !leadsAway(control);
  };
  const isWanted = (control) =>
    !done.has(control) &&
    !control.disabled &&
    !control.closest(control.matches(tabs) ? frameOfSite : menus) &&
    isMissing(control);
  const lengths = new WeakMap();
  const isMore = (control) =>
    lengths.get(control) !== document.body.textContent.length &&
    !leadsAway(control) && !control.disabled && isShown(control) &&
    [...control.classList, control.id].some((name) => more.test(name));

  const press = (control) => {
    for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup'])
      control.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, view: window }));
    control.click();
  };

  // Opening a tab may put its content in the place of another's.
  const seen = new WeakSet();
  const taken = [];
  const look = () => {
    for (const element of [...document.body.getElementsByTagName('*')].slice(0, mostElements))
      if (isShown(element)) seen.add(element);
  };
  const take = (mutations) => {
    for (const { target, removedNodes } of mutations)
      for (const node of removedNodes)
        if (node.nodeType === 1 && taken.length < mostKept && !target.closest?.(moving) && !node.matches(moving))
          taken.push({ node, target });
  };
  const observer = new MutationObserver(take);
  let isWatching = false;
  const watch = () => {
    look();
    if (isWatching) return;
    isWatching = true;
    observer.observe(document.body, { childList: true, subtree: true });
  };

  // Nothing that a press sets off may send a form.
  window.addEventListener('submit', (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);

  const putBack = () => {
    take(observer.takeRecords());
    observer.disconnect();
    let text = textOf(document.body);
    for (const { node, target } of taken) {
      if (node.isConnected || !target.isConnected || !isFilled(node)) continue;
      const own = textOf(node);
      if (own !== '' && text.includes(own)) continue;
      target.append(node);
      text += ' ' + own;
    }
  };
  const showAgain = () => {
    for (const element of document.body.querySelectorAll('[hidden], [style]')) {
      if (!seen.has(element) || element.closest(moving)) continue;
      element.hidden = false;
      if (element.style.display === 'none') element.style.removeProperty('display');
      if (element.style.visibility === 'hidden') element.style.removeProperty('visibility');
    }
  };
  const beside = (nodes) => {
    const box = document.createElement('div');
    for (const node of nodes) box.append(document.importNode(node, true));
    return box;
  };
  const bodyOf = (frame) => {
    if (/^https?:/i.test(frame.getAttribute('src') ?? '')) return null;
    try {
      return frame.contentDocument?.URL.startsWith('http') ? null : frame.contentDocument?.body ?? null;
    } catch {
      return null;
    }
  };
  const openFrames = () => {
    for (const frame of document.querySelectorAll('iframe')) {
      const body = isShown(frame) && frame.clientHeight > 1 ? bodyOf(frame) : null;
      if (body && isFilled(body)) frame.after(beside(body.childNodes));
    }
  };
  const openShadows = () => {
    for (const element of [...document.body.getElementsByTagName('*')].slice(0, mostElements))
      if (element.shadowRoot && isFilled(element.shadowRoot)) element.append(beside(element.shadowRoot.childNodes));
  };

  const scroller = () => {
    const page = document.scrollingElement ?? document.documentElement;
    if (page.scrollHeight > page.clientHeight) return page;
    return [...document.querySelectorAll('main, section, div')].slice(0, mostElements).find((element) =>
      element.scrollHeight > element.clientHeight + 50 && element.clientHeight > innerHeight / 2 &&
      /auto|scroll/.test(getComputedStyle(element).overflowY)) ?? page;
  };

  let height = -1;
  return {
    scroll() {
      const box = scroller();
      const isOver = box.scrollHeight === height && box.scrollTop + box.clientHeight >= height - 2;
      height = box.scrollHeight;
      if (isOver || height <= box.clientHeight) return false;
      const step = Math.max(box.clientHeight, height / parts);
      box.scrollTo({ top: box.scrollTop + step, behavior: 'instant' });
      return true;
    },
    toTop() {
      scroller().scrollTo({ top: 0, behavior: 'instant' });
    },
    open() {
      if (!document.body) return false;
      const controls = [...document.querySelectorAll([tabs, folds, asking].join(', '))];
      const control = controls.find(isWanted) ?? [...document.querySelectorAll('button, a')].find(isMore);
      if (isWatching) look();
      if (!control) return false;
      watch();
      done.add(control);
      lengths.set(control, document.body.textContent.length);
      if (control.localName === 'summary') control.parentElement.open = true;
      else press(control);
      return true;
    },
    collect() {
      if (isWatching) {
        putBack();
        showAgain();
      }
      openFrames();
      openShadows();
      const { doctype } = document;
      return (doctype ? new XMLSerializer().serializeToString(doctype) : '') + document.documentElement.outerHTML;
    },
  };
})()`;
