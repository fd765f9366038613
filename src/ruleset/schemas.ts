import { manifest } from '../model/manifest.ts';
import { readDocument } from '../model/read-document.ts';
import { reviews } from '../model/review.ts';
import { form, item, lexiconPart, rulesetFile } from '../model/ruleset.ts';
import { run } from '../model/run.ts';
import { jsonSchemaFor } from '../yaml/schema.ts';

const known = {
  ruleset: { schema: rulesetFile, title: 'ruleset.yaml of a fiscal year' },
  lexicon: { schema: lexiconPart, title: 'lexicon/NAME.yaml' },
  item: { schema: item, title: 'items/oNN.yaml' },
  form: { schema: form, title: 'forms/NAME.yaml' },
  manifest: { schema: manifest, title: 'manifest.yaml of an agency' },
  reviews: { schema: reviews, title: 'reviews.yaml of an agency' },
  run: { schema: run, title: 'run.json' },
  read: { schema: readDocument, title: 'oit read --json' },
};

/** The JSON Schemas of every file that people and machines exchange with the program, by file name. */
export const schemaFiles = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(known).map(([name, { schema, title }]) => [
      `${name}.schema.json`,
      `${JSON.stringify(jsonSchemaFor(schema, `oit-audit/${name}.schema.json`, title), null, 2)}\n`,
    ]),
  );
