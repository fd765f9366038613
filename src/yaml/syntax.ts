/** A mistake of writing, before any meaning: what is wrong in plain words, and how it looks when it is right. */
type Advice = { message: string; example?: string };

export const indentation: Advice = {
  message: 'this line is not indented like the lines it belongs to; keys of one group start in the same column',
  example: 'agency:\n  id: example\n  name: "…"',
};
const unclosed: Advice = {
  message: 'the list or group that was opened with [ or { is not closed before this line',
  example: 'urls: ["https://example.go.th/a", "https://example.go.th/b"]',
};

/**
 * Explains an error code of the YAML parser.
 * @param line the line of the file where it was found
 */
export const adviceFor = (code: string, line: string, original: string): Advice => {
  switch (code) {
    case 'TAB_AS_INDENT':
      return {
        message: 'this line is indented with a tab; YAML allows only spaces. Replace the tab by two spaces',
        example: `  ${line.trim()}`,
      };
    case 'DUPLICATE_KEY':
      return { message: `the key ${line.trim().split(':')[0]} stands twice in the same group; keep one` };
    case 'BAD_INDENT':
      return original.startsWith('Flow') ? unclosed : indentation;
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
    case 'MISSING_CHAR':
      return keyOrColon(line);
    case 'BAD_SCALAR_START':
      return {
        message: 'a text that begins with a special character must be written in quotes',
        example: quoteValue(line),
      };
    case 'BAD_DQ_ESCAPE':
      return {
        message: 'between double quotes a backslash has a meaning of its own; use single quotes',
        example: quoteValue(line.replaceAll('"', '')).replaceAll('"', "'"),
      };
    case 'MULTIPLE_DOCS':
      return { message: 'a line of three hyphens begins a second document; a file holds one. Take that line out' };
    case 'TAG_RESOLVE_FAILED':
      return { message: 'a text that begins with ! must be written in quotes', example: quoteValue(line) };
    case 'UNEXPECTED_TOKEN':
      return {
        message: 'something stands here that does not belong to the value; put the whole value in one pair of quotes',
      };
    default:
      return { message: `this cannot be read as YAML: ${original}` };
  }
};

/** Three slips that the parser cannot tell apart: no space after the colon, a colon in the text, a line too far right. */
const keyOrColon = (line: string): Advice => {
  const text = line.trim();
  const glued = /^(- )?([\w-]+):(?=\S)(?!\/\/)/u.exec(text);
  if (glued) {
    return { message: 'a colon after a key needs a space behind it', example: text.replace(glued[0], `${glued[0]} `) };
  }
  if (/:\s.*:(\s|$)/u.test(text)) {
    return { message: 'a text that holds a colon and a space must be written in quotes', example: quoteValue(line) };
  }
  if (/:(\s|$)/u.test(text)) return indentation;
  return { message: 'expected "key: value" here, found a line without a colon', example: 'name: "…"' };
};

/** The same line with everything after its first colon in quotes. */
const quoteValue = (line: string): string => {
  const text = line.trim();
  const colon = text.indexOf(': ');
  const [key, value] = colon < 0 ? ['- ', text.replace(/^- /u, '')] : [text.slice(0, colon + 2), text.slice(colon + 2)];
  return `${key}"${value.trim().replaceAll('"', '')}"`;
};

export const unclosedQuote: Advice = {
  message: 'the quotation mark opened here is never closed',
  example: 'name: "…"',
};

export const unknownAlias = (line: string): Advice => ({
  message: 'a text that begins with * must be written in quotes',
  example: quoteValue(line),
});
