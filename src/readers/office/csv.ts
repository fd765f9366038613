/** Delimiters in use; Excel writes semicolons where the system's decimal sign is a comma. */
const delimiters = [',', ';', '\t', '|'] as const;

export type CsvLimits = { rows: number; columns: number };
export type Csv = { rows: string[][]; cut: boolean };

/** How often each line of the beginning holds the delimiter outside of quotes. */
const countsOf = (text: string, delimiter: string): number[] => {
  const plain = text.replace(/"(?:[^"]|"")*"/gu, '');
  const lines = plain.split(/\r\n|[\n\r]/u).filter((line) => line.trim() !== '');
  return lines.slice(0, 20).map((line) => line.split(delimiter).length - 1);
};

/** The delimiter that most lines agree on; in doubt the one that parts more. */
const delimiterOf = (text: string): string => {
  const sample = text.slice(0, 20_000);
  const scored = delimiters.map((delimiter) => {
    const counts = countsOf(sample, delimiter);
    const frequent = counts.filter((count) => count > 0);
    const agreed = Math.max(0, ...frequent.map((count) => frequent.filter((other) => other === count).length));
    return { delimiter, agreed, parts: Math.max(0, ...frequent) };
  });
  const [best] = scored.sort((a, b) => b.agreed - a.agreed || b.parts - a.parts);
  return best && best.agreed > 0 ? best.delimiter : ',';
};

/**
 * Values of delimited text, as they are written: nothing is taken for a number, a date or a formula. A cell in quotes
 * may hold delimiters, line ends and doubled quotes.
 */
export const parseCsv = (text: string, limits: CsvLimits): Csv => {
  // Excel's own way to name the delimiter.
  const declared = /^sep=(.)\r?\n/u.exec(text);
  const source = declared ? text.slice(declared[0].length) : text;
  const delimiter = declared?.[1] ?? delimiterOf(source);
  const rows: string[][] = [];
  let row: string[] = [];
  let cut = false;
  let at = 0;

  const quotedFrom = (start: number): string => {
    const pieces: string[] = [];
    let from = start + 1;
    for (;;) {
      const close = source.indexOf('"', from);
      const end = close < 0 ? source.length : close;
      pieces.push(source.slice(from, end));
      at = end + 1;
      if (source[at] !== '"') break;
      from = at + 1;
      pieces.push('"');
    }
    return pieces.join('');
  };
  const special = new RegExp(`[\\r\\n${delimiter === '|' ? '\\|' : delimiter}]`, 'gu');
  const plainFrom = (start: number): string => {
    special.lastIndex = start;
    at = special.exec(source)?.index ?? source.length;
    return source.slice(start, at);
  };

  while (at < source.length) {
    if (rows.length >= limits.rows) return { rows, cut: true };
    const quoted = source[at] === '"' ? quotedFrom(at) : '';
    const value = quoted + plainFrom(at);
    if (row.length < limits.columns) row.push(value);
    else cut = true;
    const mark = source[at];
    if (mark === delimiter) {
      at++;
      if (at === source.length) row.push('');
      else continue;
    } else at += mark === '\r' && source[at + 1] === '\n' ? 2 : 1;
    rows.push(row);
    row = [];
  }
  if (row.length > 0) rows.push(row);
  return { rows, cut };
};
