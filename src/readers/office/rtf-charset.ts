/** Character sets of fonts (RTF 1.9.1, \fcharset) that are in use, as labels of the Encoding Standard. */
export const fontCharsets: Record<number, string> = {
  0: 'windows-1252',
  77: 'macintosh',
  128: 'shift_jis',
  129: 'euc-kr',
  134: 'gbk',
  136: 'big5',
  163: 'windows-1258',
  222: 'windows-874',
  238: 'windows-1250',
};

const decoders = new Map<string, TextDecoder>();

/** A decoder for a label. Making one is slow, and an RTF file needs one for every few letters. */
export const decoderFor = (label: string): TextDecoder => {
  let decoder = decoders.get(label);
  if (!decoder) {
    try {
      decoder = new TextDecoder(label);
    } catch {
      decoder = new TextDecoder('windows-1252');
    }
    decoders.set(label, decoder);
  }
  return decoder;
};
/** The label of a code page as RTF numbers them. */
export const codePage = (page: number): string =>
  page === 65001 ? 'utf-8' : page === 874 ? 'windows-874' : `windows-${page}`;
