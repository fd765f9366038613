import { load } from 'cheerio';

/** Reads comma-separated values as RFC 4180 has them. */
export const parseCsv = (content: string): string[][] => {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < content.length; i++) {
    const c = content[i] ?? '';
    if (quoted) {
      if (c !== '"') cell += c;
      else if (content[i + 1] === '"') {
        cell += '"';
        i++;
      } else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ',') {
      row.push(cell);
      cell = '';
    } else if (c === '\r' && content[i + 1] === '\n') {
      rows.push([...row, cell]);
      row = [];
      cell = '';
      i++;
    } else cell += c;
  }
  if (quoted || cell !== '' || row.length > 0) throw new Error('the file does not end with a whole row');
  return rows;
};

/** Everything that a page could run, load or lead to. */
export const dangersOf = (page: string): string[] => {
  const $ = load(page);
  const dangers: string[] = [];
  const scripts = $('script').toArray();
  if (scripts.length > 1) dangers.push(`${scripts.length} scripts`);
  $('style')
    .slice(1)
    .each(() => void dangers.push('a second style'));
  $('iframe, object, embed, img, link, base, audio, video').each((_, each) => void dangers.push(`<${each.tagName}>`));
  $('*').each((_, each) => {
    for (const [name, value] of Object.entries('attribs' in each ? each.attribs : {})) {
      if (name.startsWith('on')) dangers.push(`${name}=`);
      if (name === 'href' && !/^(https?:\/\/|#)/u.test(value)) dangers.push(`href=${value}`);
      if (name === 'src') dangers.push(`src=${value}`);
    }
  });
  return dangers;
};
