import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of a zip container, with everything that an attacker can lie about. */
export type Entry = {
  name: string | Uint8Array;
  content: string | Uint8Array;
  /** Method 0 (stored) or 8 (deflated, the default), or any other number. */
  method?: number;
  /** General purpose flags: 1 encrypted, 0x800 names in UTF-8. */
  flags?: number;
  /** What the headers say of the unpacked size. */
  size?: number;
  /** Points to the local header of another entry instead of its own. */
  sameAs?: number;
};

const record = (length: number, fields: readonly [at: number, value: number, bytes: 2 | 4][]): Buffer => {
  const buffer = Buffer.alloc(length);
  for (const [at, value, bytes] of fields) {
    if (bytes === 2) buffer.writeUInt16LE(value, at);
    else buffer.writeUInt32LE(value, at);
  }
  return buffer;
};

/** A zip container made by hand. */
export const rawZip = (entries: readonly Entry[]): Buffer => {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  const places: { offset: number; packed: Buffer }[] = [];
  let offset = 0;
  for (const { name, content, method = 8, flags = 0x800, size, sameAs } of entries) {
    const encoded = Buffer.from(name as string);
    const bytes = Buffer.from(content as string);
    const own = { offset, packed: method === 8 ? deflateRawSync(bytes) : bytes };
    const place = sameAs === undefined ? own : (places[sameAs] ?? own);
    places.push(place);
    const shared: [number, number, 2 | 4][] = [
      [0, 20, 2],
      [2, flags, 2],
      [4, method, 2],
      [10, crc32(bytes), 4],
      [14, place.packed.length, 4],
      [18, size ?? bytes.length, 4],
      [22, encoded.length, 2],
    ];
    const moved = (by: number) => shared.map(([at, value, width]): [number, number, 2 | 4] => [at + by, value, width]);
    if (place === own) {
      parts.push(record(30, [[0, 0x04034b50, 4], ...moved(4)]), encoded, own.packed);
      offset += 30 + encoded.length + own.packed.length;
    }
    directory.push(record(46, [[0, 0x02014b50, 4], ...moved(6), [42, place.offset, 4]]), encoded);
  }
  const list = Buffer.concat(directory);
  const end = record(22, [
    [0, 0x06054b50, 4],
    [8, entries.length, 2],
    [10, entries.length, 2],
    [12, list.length, 4],
    [16, offset, 4],
  ]);
  return Buffer.concat([...parts, list, end]);
};

export const zipOf = (files: Record<string, string | Uint8Array>): Buffer =>
  rawZip(Object.entries(files).map(([name, content]) => ({ name, content })));

/** An OpenDocument file with the given body. */
export const openDocument = (
  kind: 'text' | 'presentation',
  body: string,
  doctype = '',
  extra: Record<string, string | Uint8Array> = {},
): Buffer =>
  rawZip([
    { name: 'mimetype', content: `application/vnd.oasis.opendocument.${kind}`, method: 0 },
    {
      name: 'content.xml',
      content: `<?xml version="1.0"?>${doctype}<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><office:body>${body}</office:body></office:document-content>`,
    },
    ...Object.entries(extra).map(([name, content]) => ({ name, content })),
  ]);

const relations = (targets: readonly [type: string, target: string][]): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets
    .map(
      ([type, target], i) =>
        `<Relationship Id="r${i + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;

/** A presentation whose slides hold the given shapes. */
export const pptx = (slides: readonly string[], extra: Record<string, string | Uint8Array> = {}): Buffer =>
  zipOf({
    '[Content_Types].xml': '<Types/>',
    'ppt/presentation.xml': `<p:presentation><p:sldIdLst>${slides.map((_, i) => `<p:sldId r:id="r${i + 1}"/>`).join('')}</p:sldIdLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relations(slides.map((_, i) => ['slide', `slides/s${i + 1}.xml`])),
    ...Object.fromEntries(slides.map((slide, i) => [`ppt/slides/s${i + 1}.xml`, slide])),
    ...extra,
  });
export { relations };

/** A workbook with one sheet of the given XML. */
export const xlsx = (sheet: string, extra: Record<string, string | Uint8Array> = {}): Buffer =>
  zipOf({
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml':
      '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': relations([['worksheet', 'worksheets/sheet1.xml']]),
    'xl/worksheets/sheet1.xml': `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">${sheet}</worksheet>`,
    ...extra,
  });
