declare module 'word-extractor' {
  class WordDocument {
    getBody(): string;
    getTextboxes(): string;
  }
  export default class WordExtractor {
    extract(file: string | Buffer): Promise<WordDocument>;
  }
}
