import { isMap, isSeq, parseDocument } from 'yaml';

type Entry = Readonly<Record<string, string | number>>;

/**
 * A YAML text with one entry more in a list, or in place of those that it replaces. Everything else of the text stays as
 * it is, with the comments that people wrote. The text must be one that `readYaml` takes.
 * @param replaces whether an entry gives way to the new one
 */
export const withEntry = (text: string, list: string, entry: Entry, replaces: (old: Entry) => boolean): string => {
  const document = parseDocument(text, { schema: 'core' });
  const node = document.createNode(entry);
  const items = document.get(list, true);
  if (isSeq(items)) {
    const isOld = (item: unknown): boolean => isMap(item) && replaces(item.toJSON() as Entry);
    const at = items.items.findIndex(isOld);
    items.flow = false;
    items.items = items.items.filter((item, index) => index === at || !isOld(item));
    if (at < 0) items.add(node);
    else {
      node.commentBefore = (items.items[at] as typeof node).commentBefore ?? null;
      items.items[at] = node;
    }
  } else document.set(list, [entry]);
  return document.toString({ lineWidth: 0 });
};
