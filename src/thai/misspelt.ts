/** Letters of a word from which on one wrong letter does not make it another word. */
const fewestLetters = 7;

/**
 * How far a text begins with a word that differs by at most one letter, left out, put in or written wrongly: the length
 * of what stands there, or 0 where it begins otherwise. Both are folded. Short words are told exactly.
 */
export const misspeltLength = (text: string, word: string): number => {
  if (text.startsWith(word)) return word.length;
  if (word.length < fewestLetters || text[0] !== word[0]) return 0;
  let at = 0;
  while (at < word.length && text[at] === word[at]) at++;
  const rest = word.slice(at + 1);
  // One letter written wrongly, put in, left out.
  if (text.startsWith(rest, at + 1) && at < text.length) return word.length;
  if (text.startsWith(word.slice(at), at + 1)) return word.length + 1;
  if (text.startsWith(rest, at)) return word.length - 1;
  return 0;
};
