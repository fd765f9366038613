const THAI_DIGIT = /[๐-๙]/g;
const DISTANCE = '๐'.charCodeAt(0) - '0'.charCodeAt(0);

/** Thai digits to Arabic ones; same length as the text, so indices survive. */
export function arabicDigits(text: string): string {
  return text.replace(THAI_DIGIT, (digit) => String.fromCharCode(digit.charCodeAt(0) - DISTANCE));
}
