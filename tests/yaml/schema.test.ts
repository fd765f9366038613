import { expect, test } from 'vitest';
import { z } from 'zod';
import { jsonSchemaFor } from '../../src/yaml/schema.ts';

test('an editor schema describes what a person writes: defaults may be left out, descriptions are kept', () => {
  const schema = z.strictObject({
    id: z.string().describe('Short name'),
    counts: z.boolean().default(true),
    kind: z.enum(['a', 'b']),
  });
  expect(jsonSchemaFor(schema, 'https://example.org/thing.json', 'Thing')).toEqual({
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'https://example.org/thing.json',
    title: 'Thing',
    type: 'object',
    properties: {
      id: { type: 'string', description: 'Short name' },
      counts: { type: 'boolean', default: true },
      kind: { type: 'string', enum: ['a', 'b'] },
    },
    required: ['id', 'kind'],
    additionalProperties: false,
  });
});
