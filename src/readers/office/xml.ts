/** What a walk through a document is told, in reading order. Names keep their prefix: "text:p". */
export type XmlHandler = {
  open?(name: string, attribute: (name: string) => string): void;
  close?(name: string): void;
  text?(text: string): void;
};

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Only what XML itself defines: an entity that the document declares stays as it is written, so that none can swell. */
const decoded = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/giu, (whole, hex, decimal, name) => {
        if (name) return named[name.toLowerCase()] ?? whole;
        const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
        return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
      })
    : text;

/** Where a tag or declaration ends, quotes and brackets heeded; the length of the text where it does not. */
const endOfTag = (xml: string, from: number): number => {
  let brackets = 0;
  for (let i = from; i < xml.length; i++) {
    const char = xml[i];
    if (char === '"' || char === "'") {
      const close = xml.indexOf(char, i + 1);
      if (close < 0) return xml.length;
      i = close;
    } else if (char === '[') brackets++;
    else if (char === ']') brackets--;
    else if (char === '>' && brackets <= 0) return i;
  }
  return xml.length;
};

const attributeOf =
  (tag: string) =>
  (name: string): string => {
    for (let at = tag.indexOf(name); at >= 0; at = tag.indexOf(name, at + 1)) {
      if (!/\s/u.test(tag[at - 1] ?? '')) continue;
      const value = /^\s*=\s*(?:"([^"]*)"|'([^']*)')/u.exec(tag.slice(at + name.length, at + name.length + 5000));
      if (value) return decoded(value[1] ?? value[2] ?? '');
    }
    return '';
  };

const skipTo = (xml: string, mark: string, from: number): number => {
  const at = xml.indexOf(mark, from);
  return at < 0 ? xml.length : at + mark.length;
};

/**
 * Walks XML without building a tree: neither depth nor size can exhaust the memory. Declarations of entities are
 * skipped and nothing is fetched. Broken XML is walked as far as it makes sense.
 */
export const scanXml = (xml: string, on: XmlHandler): void => {
  let at = 0;
  while (at < xml.length) {
    const start = xml.indexOf('<', at);
    const stop = start < 0 ? xml.length : start;
    if (stop > at) on.text?.(decoded(xml.slice(at, stop)));
    if (start < 0) return;
    if (xml.startsWith('<!--', start)) at = skipTo(xml, '-->', start + 4);
    else if (xml.startsWith('<![CDATA[', start)) {
      at = skipTo(xml, ']]>', start + 9);
      on.text?.(xml.slice(start + 9, at - 3));
    } else if (xml.startsWith('<?', start)) at = skipTo(xml, '?>', start + 2);
    else {
      const end = endOfTag(xml, start + 1);
      at = end + 1;
      const tag = xml.slice(start + 1, end);
      if (tag.startsWith('!')) continue;
      const name = /^\/?[^\s/]+/u.exec(tag)?.[0] ?? '';
      if (name.startsWith('/')) on.close?.(name.slice(1));
      else {
        on.open?.(name, attributeOf(tag));
        if (tag.endsWith('/')) on.close?.(name);
      }
    }
  }
};
